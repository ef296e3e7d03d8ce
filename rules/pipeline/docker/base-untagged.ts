import { COMPOSE_FILES, DOCKER_FILES, imageParts } from '../../api/repository/docker.ts';
import { placeOfText } from '../../api/repository/text-place.ts';
import { at, entriesAt } from '../../api/repository/tree.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

export const rule = repositoryRule({
  id: 'pipeline/docker-base-untagged',
  summary: 'Images without a version',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Docker, Building best practices', where: 'Pin base image versions', url: 'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions' }],
  docs: {
    what: 'Finds base images of Dockerfiles and images of compose services with no tag, or with the tag `latest`, and no digest.',
    why: 'The next build takes whatever the tag means that day: another Python, another CUDA, other system libraries. A model that was tested in one image is then served by another.',
    instead: 'Name a version, for example `python:3.12-slim`, or a digest.',
    limits: 'Images whose name or tag is an argument without a default are passed over, as are `scratch`, earlier stages, and compose services that are built here.',
  },
  options: {},
  messages: { untagged: 'The image `{image}` has no tag, so each build may get another one', latest: '`{image}` is a moving tag, so each build may get another image' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'no tag', format: 'repository', fileName: 'Dockerfile', text: 'FROM python\n     ^^^^^^ untagged\nCMD ["python", "serve.py"]\n' },
      { title: 'the latest of a service', format: 'repository', fileName: 'docker-compose.yml', text: 'services:\n  db:\n    image: postgres:latest\n           ^^^^^^^^^^^^^^^ latest\n' },
    ],
    good: [{ title: 'a version, and a stage made of it', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim AS build\nFROM build\nCMD ["python", "serve.py"]\n' }],
  },
  yieldsTo: [],
  looksAt: [...DOCKER_FILES, ...COMPOSE_FILES],
  needs: 'files',
  find: ({ repository: { docker, files } }) => {
    const bases = docker.flatMap(({ stages }) =>
      stages.flatMap(({ image, at: place }, index) => (stages.slice(0, index).some(({ name }) => name?.toLowerCase() === image.toLowerCase()) ? [] : [{ image, place: placeOfText(files, place, image) }])),
    );
    const services = files.matching(...COMPOSE_FILES).flatMap(({ path }) =>
      files.trees(path).flatMap(({ root }) =>
        entriesAt(root, 'services').flatMap(({ value }) => {
          const image = at(value, 'image');
          return image?.kind !== 'scalar' || at(value, 'build') !== null ? [] : [{ image: image.text, place: image.at }];
        }),
      ),
    );
    return [...bases, ...services].flatMap(({ image, place }) => {
      const parts = imageParts(image);
      if (parts === null || parts.digest !== null || parts.name.toLowerCase() === 'scratch') return [];
      if (parts.tag !== null && parts.tag !== 'latest') return [];
      return [{ message: parts.tag === null ? 'untagged' : 'latest', at: place, data: { image: { text: image } } }];
    });
  },
  mend: null,
});
