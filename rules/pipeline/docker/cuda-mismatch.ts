import { commandsOf, DOCKER_FILES, imageParts, packagesOf, pipArguments, valuesOf } from '../../api/repository/docker.ts';
import { placeOfText } from '../../api/repository/text-place.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

/** CUDA that official wheels of TensorFlow were built for, by minor version. Source: tensorflow.org/install/source#gpu, 2026. */
const TENSORFLOW: Readonly<Record<string, string>> = {
  '2.1': '10.1', '2.2': '10.1', '2.3': '10.1', '2.4': '11.0', '2.5': '11.2', '2.6': '11.2', '2.7': '11.2', '2.8': '11.2', '2.9': '11.2', '2.10': '11.2',
  '2.11': '11.2', '2.12': '11.8', '2.13': '11.8', '2.14': '11.8', '2.15': '12.2', '2.16': '12.3', '2.17': '12.3', '2.18': '12.5',
};

function cudaOf(image: string): string | null {
  const parts = imageParts(image);
  return parts !== null && /^(?:docker\.io\/|nvcr\.io\/)?nvidia\/cuda$/.test(parts.name) ? (/^(\d+\.\d+)/.exec(parts.tag ?? '')?.[1] ?? null) : null;
}

function madeFor(requirement: string, index: string | null): string | null {
  const tag = /^torch(?:vision|audio)?==[\d.]+\+cu(\d{2,3})$/.exec(requirement)?.[1] ?? (/^torch(?:vision|audio)?(?:==[\d.]+)?$/.test(requirement) ? index : null);
  if (tag !== null) return `${tag.slice(0, -1)}.${tag.slice(-1)}`;
  const version = /^tensorflow(?:-gpu)?==(\d+\.\d+)/.exec(requirement)?.[1];
  return version === undefined ? null : (TENSORFLOW[version] ?? null);
}

function major(version: string): string {
  return version.split('.')[0] ?? version;
}

export const rule = repositoryRule({
  id: 'pipeline/docker-cuda-mismatch',
  summary: 'Wheels made for another CUDA than the image has',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'TensorFlow, Tested build configurations', url: 'https://www.tensorflow.org/install/source#gpu' }, { title: 'PyTorch, Previous versions', url: 'https://pytorch.org/get-started/previous-versions/' }],
  docs: {
    what: 'Finds images that rest on `nvidia/cuda` of one major version and install PyTorch wheels made for another, or a TensorFlow that was built for another.',
    why: 'TensorFlow finds no GPU then and trains on the CPU with no more than a warning; extensions of PyTorch are compiled against another CUDA than the one it brings.',
    instead: 'Take an image and wheels of the same major version.',
    limits: 'Only `nvidia/cuda` images, versions that are pinned in the Dockerfile itself, wheels with `+cu…` or an index that ends in `cu…`, and TensorFlow 2.1 to 2.18. `tensorflow[and-cuda]` brings its own CUDA and is passed over, as are CPU wheels.',
  },
  options: {},
  messages: { wheel: 'The image has CUDA {image}, `{name}` is made for CUDA {wheel}' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'wheels of PyTorch', format: 'repository', fileName: 'Dockerfile', text: 'FROM nvidia/cuda:11.8.0-cudnn8-runtime-ubuntu22.04\nRUN pip install torch==2.4.0 --index-url https://download.pytorch.org/whl/cu121\n                ^^^^^^^^^^^^ wheel\n' },
      { title: 'TensorFlow', format: 'repository', fileName: 'Dockerfile', text: 'FROM nvidia/cuda:12.2.0-runtime-ubuntu22.04\nRUN pip install tensorflow==2.12.0\n                ^^^^^^^^^^^^^^^^^^ wheel\n' },
    ],
    good: [
      { title: 'the same', format: 'repository', fileName: 'Dockerfile', text: 'FROM nvidia/cuda:12.1.0-runtime-ubuntu22.04\nRUN pip install torch==2.4.0 --index-url https://download.pytorch.org/whl/cu121\n' },
      { title: 'TensorFlow brings its own', format: 'repository', fileName: 'Dockerfile', text: 'FROM nvidia/cuda:12.2.0-runtime-ubuntu22.04\nRUN pip install tensorflow[and-cuda]==2.15.0\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...DOCKER_FILES],
  needs: 'files',
  find: ({ repository: { docker, files } }) =>
    docker.flatMap(({ stages, instructions }) =>
      instructions
        .filter(({ name }) => name === 'RUN')
        .flatMap((instruction) => {
          const base = cudaOf(stages[instruction.stage]?.image ?? '');
          if (base === null) return [];
          return commandsOf(instruction).flatMap((words) => {
            const pip = pipArguments(words) ?? [];
            const indexes = valuesOf(pip, '-i', '--index-url', '--extra-index-url', '-f', '--find-links').map((index) => /\/cu(\d{2,3})\/?(?:$|\/)/.exec(index)?.[1] ?? null);
            return packagesOf(pip).flatMap((name) => {
              const made = madeFor(name, indexes[0] ?? null);
              return made === null || major(made) === major(base) ? [] : [{ message: 'wheel', at: placeOfText(files, instruction.at, name), data: { image: { text: base }, name: { text: name }, wheel: { text: made } } }];
            });
          });
        }),
    ),
  mend: null,
});
