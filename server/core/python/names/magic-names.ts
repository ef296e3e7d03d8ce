/** What IPython's magics bind. Those nobody has described may bind anything. */
import type { Magic } from '../../../../rules/api/python/document.ts';

/** Magics that bind nothing. Source: IPython documentation, "Built-in magic commands", and the pages of the extensions below. */
const HARMLESS: ReadonlySet<string> = new Set(
  `! !! ? ?? cd pwd ls ll lk lf lx ldir cat mkdir rm rmdir mv cp less more man env set_env alias alias_magic unalias rehashx dhist dirs popd
  pushd bookmark autocall automagic autoawait autoindent colors config connect_info debug pdb tb xmode doctest_mode edit gui history hist
  killbgscripts logoff logon logstart logstate logstop lsmagic magic matplotlib page pastebin pdef pdoc pfile pinfo pinfo2 pip conda mamba
  micromamba uv precision prun profile psearch psource pycat quickref recall rerun reset_selective save set_next_input sx system time timeit
  unload_ext who who_ls whos xdel writefile file notebook qtconsole autosave clear html HTML svg SVG latex markdown javascript js bash sh cmd
  script perl ruby autoreload aimport tensorboard watermark memit mprun lprun snakeviz pyinstrument load loadpy dotenv`.split(/\s+/),
);

/** Extensions that bind nothing when loaded. Source: their own pages. */
const HARMLESS_EXTENSIONS: ReadonlySet<string> = new Set(
  `autoreload tensorboard tensorboard.notebook line_profiler memory_profiler watermark nb_black lab_black jupyter_black dotenv sql
  google.colab.data_table google.cloud.bigquery cudf.pandas cuml.accel rpy2.ipython rich cython Cython snakeviz pyinstrument wurlitzer
  ipytest autotime`.split(/\s+/),
);

/** Options whose value is a name that gets bound: `%%capture` style results. */
const NAME_OPTION = /(?:^|\s)(?:-o|--out(?:put)?|--err(?:or)?)[ =]([A-Za-z_]\w*)/g;

/** Says whether names nobody can know may be bound. */
export function doesMagicOpen({ name, arguments: rest }: Pick<Magic, 'name' | 'arguments'>): boolean {
  if (HARMLESS.has(name)) return false;
  if (name === 'load_ext' || name === 'reload_ext') return !HARMLESS_EXTENSIONS.has(rest.trim());
  return !['capture', 'R', 'sql', 'bigquery'].includes(name);
}

/** Names a magic binds, as far as its line tells. */
export function namesOfMagic({ name, arguments: rest, isCellMagic }: Magic): readonly string[] {
  const names = [...rest.matchAll(NAME_OPTION)].map((match) => match[1] ?? '');
  const isNamed = name === 'capture' || name === 'bigquery';
  const first = isCellMagic && isNamed ? /^\s*([A-Za-z_]\w*)/.exec(rest)?.[1] : undefined;
  const given = name === 'sql' ? /([A-Za-z_]\w*)\s*<</.exec(rest)?.[1] : undefined;
  const timed = name === 'time' ? /^\s*([A-Za-z_][\w\s,]*?)\s*=(?!=)/.exec(rest)?.[1]?.split(/\s*,\s*/) : undefined;
  return [...names, ...(first === undefined ? [] : [first]), ...(given === undefined ? [] : [given]), ...(timed ?? [])];
}
