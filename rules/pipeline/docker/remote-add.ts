import { DOCKER_FILES } from '../../api/repository/docker.ts';
import { placeOfText } from '../../api/repository/text-place.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

export const rule = repositoryRule({
  id: 'pipeline/docker-remote-add',
  summary: 'Files of the network put into an image unchecked',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Dockerfile reference, ADD --checksum', url: 'https://docs.docker.com/reference/dockerfile/#add---checksum' }],
  docs: {
    what: 'Finds `ADD` of an address of the network without `--checksum`.',
    why: 'Whatever the address serves that day becomes part of the image: another model, other data, or something an attacker put there. Nothing says that it changed.',
    instead: 'State the digest, `ADD --checksum=sha256:… https://…`, or copy a file that is versioned with the project.',
    limits: 'Repositories of git are passed over. Downloads by `curl` and `wget` are not looked at.',
  },
  options: {},
  messages: { unchecked: '`{address}` becomes part of the image without a checksum' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a model from the network', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nADD https://example.org/model.onnx /models/model.onnx\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unchecked\n' },
    ],
    good: [
      { title: 'with its digest', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.org/model.onnx /models/\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...DOCKER_FILES],
  needs: 'files',
  find: ({ repository: { docker, files } }) =>
    docker.flatMap(({ instructions }) =>
      instructions.flatMap(({ name, text, at: place }) => {
        if (name !== 'ADD' || /(?:^|\s)--checksum=/.test(text)) return [];
        const address = text.split(/\s+/).find((word) => /^https?:\/\//.test(word) && !/\.git(?:#.*)?$/.test(word));
        return address === undefined ? [] : [{ message: 'unchecked', at: placeOfText(files, place, address), data: { address: { text: address } } }];
      }),
    ),
  mend: null,
});
