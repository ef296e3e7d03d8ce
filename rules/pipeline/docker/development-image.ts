import { DOCKER_FILES, finalStages, isServing } from '../../api/repository/docker.ts';
import { placeOfText } from '../../api/repository/text-place.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const MADE_TO_BUILD = /^(?:nvidia\/cuda|pytorch\/pytorch|nvcr\.io\/nvidia\/cuda):\S*-?devel\b|^(?:quay\.io\/)?jupyter\/[\w-]+/;

export const rule = repositoryRule({
  id: 'pipeline/docker-development-image',
  summary: 'Serving images that rest on an image made to build with',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'NVIDIA CUDA images, Overview of Images', url: 'https://hub.docker.com/r/nvidia/cuda' }],
  docs: {
    what: 'Finds servers whose last image rests on a `devel` image of CUDA or PyTorch, or on an image of Jupyter.',
    why: 'Compilers, headers and notebooks are several gigabytes that a server never uses: it starts later on each machine, and there is more to break in with.',
    instead: 'Build in the `devel` image, and copy what was built into a stage `FROM` the `runtime` image.',
    limits: 'Only servers known by name. Images that compile when they start need the compiler; silence the rule there.',
  },
  options: {},
  messages: { development: 'The server rests on `{image}`, which is made to build with' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'compilers', format: 'repository', fileName: 'Dockerfile', text: 'FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ development\nCMD ["uvicorn", "app:app"]\n' },
    ],
    good: [
      { title: 'two stages', format: 'repository', fileName: 'Dockerfile', text: 'FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04 AS build\nRUN make\nFROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04\nCOPY --from=build /app /app\nCMD ["uvicorn", "app:app"]\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...DOCKER_FILES],
  needs: 'files',
  find: ({ repository: { docker, files } }) =>
    docker.flatMap((file) => {
      const stage = file.stages[finalStages(file).at(-1) ?? -1];
      return stage !== undefined && MADE_TO_BUILD.test(stage.image) && isServing(file) ? [{ message: 'development', at: placeOfText(files, stage.at, stage.image), data: { image: { text: stage.image } } }] : [];
    }),
  mend: null,
});
