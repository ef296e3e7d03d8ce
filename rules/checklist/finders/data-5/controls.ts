/** Steps that take personal data out or make it pseudonymous, private training, and rules of access and retention as code. */
import type { CodeFinder, FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call } from '../../../api/python/syntax.ts';
import { UNKNOWN } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { entriesAt, itemsAt, textAt } from '../../../api/repository/tree.ts';
import type { CodeRequest } from '../judged.ts';
import { judgedIn } from '../judged.ts';
import { callsOf, raisingCheck } from '../results.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

const TAKES_OUT = /^presidio_anonymizer\.(?:\w+\.)*AnonymizerEngine\.anonymize$|^scrubadub\.(?:\w+\.)*clean$|^opacus\.(?:\w+\.)*PrivacyEngine\.make_private(?:_with_epsilon)?$|^tensorflow_privacy\.(?:\w+\.)*DP\w*Optimizer$|^diffprivlib\.models\.\w+(?:\.fit)?$/;
const PERSONAL = /(?:^|_)(?:e-?mail|phone|ssn|first_?name|last_?name|full_?name|user_?id|customer_?id|ip_?address|birth\w*|dob|pii|personal\w*)(?:_|$)/i;

const KEYS = /^(?:user|customer)_?id$/i;

export const codeFinder: CodeFinder = {
  name: 'data-5/controls',
  find: (request) => (isExamplePath(request.program.path) ? {} : { checks: [...taking(request), ...asserted(request)] }),
};

function taking(request: CodeRequest): readonly FoundCheck[] {
  if (isTestPath(request.program.path)) return [];
  return callsOf(request.facts).flatMap(({ node, name }): readonly FoundCheck[] => {
    const isHash = isPseudonym(request.facts, node, name);
    const isAnonymiser = node.callee.kind === 'Attribute' && node.callee.attribute === 'anonymize' && request.facts.names.imports.some(({ module }) => /^presidio_anonymizer(?:\.|$)/.test(module));
    if (!TAKES_OUT.test(name) && !isAnonymiser && isHash === null) return [];
    const check = raisingCheck(request, { call: node, items: ['data-5'], text: '`{call}` keeps personal data out of what follows' });
    if (isHash === null) return [check];
    const links = [{ at: request.placeOf(node), text: 'the identifier is hashed without a salt, so it can be found again by trying' }];
    return [{ ...check, atMost: 0.5, because: 'nothing tests this step, and it is one of the whole way', ...(isHash === 'unsalted' ? { isReal: { answer: 'unknown' as const, links } } : {}) }];
  });
}

/** `hashlib.sha256(salt + frame["email"])`, by what its argument names. */
function isPseudonym(facts: Facts, { arguments: args }: Call, name: string): 'salted' | 'unsalted' | null {
  if (!/^(?:hashlib\.(?:sha\d+|sha3_\d+|md5|blake2[bs])|hmac\.new)$/.test(name)) return null;
  const text = args.map((argument) => facts.textOf(argument)).join(' ');
  if (!(text.match(/[A-Za-z_]\w*/g) ?? []).some((word) => PERSONAL.test(word))) return null;
  return name === 'hmac.new' || /salt|pepper|secret|key/i.test(text) ? 'salted' : 'unsalted';
}

/** A condition that no personal column is left. */
function asserted(request: CodeRequest): readonly FoundCheck[] {
  return judgedIn(request).flatMap(({ at, node, id, isReal, condition, inside, oracle }): readonly FoundCheck[] => {
    const text = condition.map((each) => request.facts.textOf(each)).join(' ');
    const isAbsence = (node.kind === 'Assert' && /\bnot in\b|isdisjoint|\bnot\b.*(?:&|intersection)/.test(text)) || (node.kind === 'Raise' && /\bin\b|intersection|&/.test(text));
    const words = text.match(/[A-Za-z_][\w-]*/g) ?? [];
    // keys are left out of features for many reasons; who tests that nothing personal is left names more than a key
    const isPersonal = words.some((word) => PERSONAL.test(word) && (inside?.test == null || !KEYS.test(word)));
    if (oracle.kind === 'raises' || !isAbsence || !/columns|features/.test(text) || !isPersonal) return [];
    return [{ items: ['data-5'], at, text: `${inside === null || inside.name === '' ? 'the file' : `\`${inside.name}\``} refuses tables with personal columns`, isReal, data: 'unknown', ranBy: { kind: 'function', id } }];
  });
}

export const repositoryFinder: RepositoryFinder = {
  name: 'data-5/controls',
  find: (repository) => ({ checks: repository.files.matching('**/*.tf').flatMap(({ path }) => ofTerraform(repository, path)) }),
};

const ACCESS = /^(?:aws_s3_bucket_public_access_block|aws_s3_bucket_policy|aws_lakeformation_permissions|google_storage_bucket_iam_\w+|google_bigquery_dataset_iam_\w+|azurerm_storage_container_immutability_policy|databricks_grants?)$/;
const RETENTION = /^(?:aws_s3_bucket_lifecycle_configuration|azurerm_storage_management_policy)$/;

/** Rules of access and of deletion, as long as a command applies them. */
function ofTerraform(repository: Repository, path: string): readonly FoundCheck[] {
  return repository.files.trees(path).flatMap(({ root }) =>
    entriesAt(root, 'resource').concat(itemsAt(root, 'resource').flatMap((item) => entriesAt(item))).flatMap(({ key, at }): readonly FoundCheck[] => {
      const isAccess = ACCESS.test(key);
      if (!isAccess && !RETENTION.test(key)) return [];
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
      const runs = repository.runs.filter(({ command: { words, folder: where } }) => words[0] === 'terraform' && words.includes('apply') && (where === null || where === folder || words.some((word) => word !== null && word.startsWith('-chdir=') && word.endsWith(folder))));
      return [{ items: ['data-5'], at, text: `\`${key}\` ${isAccess ? 'says who may read data' : 'deletes data after a time'}`, isReal: textAt(root, 'count') === '0' ? UNKNOWN : { answer: 'yes', links: [] }, data: 'unknown', ranBy: { kind: 'runs', runs } }];
    }),
  );
}
