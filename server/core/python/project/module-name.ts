/** The dotted name a file of the project goes by, the same from wherever it is imported. */
import { fileName, relativePath } from '../../paths.ts';

/** `/p/src/shop/models.py` in `/p` is `shop.models`; a package goes by its folder; a folder `src` at the root is left out. */
export function moduleNameOf(path: string, root: string): string {
  const relative = relativePath(root, path);
  const parts = (relative.startsWith('..') || relative.includes(':') ? fileName(path) : relative).split('/');
  const last = (parts.pop() ?? '').replace(/\.[^.]*$/, '');
  if (last !== '__init__') parts.push(last);
  if (parts.length > 1 && parts[0] === 'src') parts.shift();
  return parts.join('.');
}
