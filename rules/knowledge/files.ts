/** What puts objects into files and takes them out again. */
import type { Api, LibraryKnowledge, LoaderApi } from '../api/python/knowledge.ts';
import { loader, plainClass, plainFunction, writer } from './entry.ts';

const UNSAFE: LoaderApi['safety'] = { kind: 'unsafe' };
const load = (signature: string, path: string | null): Api => loader(signature, { path, safety: UNSAFE, returns: 'unknown' });
const safe = (signature: string, path: string | null): Api => loader(signature, { path, safety: { kind: 'safe' }, returns: 'unknown' });
const dump = (signature: string, value: string, path: string | null): Api => writer(signature, { value, path });

const LOAD = 'file, *, fix_imports, encoding, errors, buffers';
const LOADS = 'data, *, fix_imports, encoding, errors, buffers';

const library = (name: string, distributions: readonly string[], version: string, entries: readonly Api[]): LibraryKnowledge => ({ library: name, distributions, version, entries });

export const joblib = library('joblib', ['joblib'], '1.6.0', [
  load('joblib.load(filename, mmap_mode)', 'filename'),
  dump('joblib.dump(value, filename, compress, protocol)', 'value', 'filename'),
  plainClass('joblib.Parallel(n_jobs, backend, return_as, verbose, timeout, pre_dispatch)', { tags: ['parallel'] }),
  plainFunction('joblib.delayed(function)', { passes: 'function' }),
  plainClass('joblib.Memory(location, backend, mmap_mode)', { tags: ['cache'] }),
]);

export const pickle = library('pickle', [], '3.14', [
  load(`pickle.load(${LOAD})`, 'file'),
  load(`pickle.loads(${LOADS})`, null),
  load(`pickle.Unpickler(${LOAD})`, 'file'),
  load('pickle.Unpickler.load()', null),
  dump('pickle.dump(obj, file, protocol, *, fix_imports, buffer_callback)', 'obj', 'file'),
  dump('pickle.dumps(obj, protocol, *, fix_imports, buffer_callback)', 'obj', null),
]);

export const pickleLike: readonly LibraryKnowledge[] = [
  library('cPickle', [], '2.7', [load('cPickle.load(file)', 'file'), load('cPickle.loads(str)', null), dump('cPickle.dump(obj, file, protocol)', 'obj', 'file')]),
  library('dill', ['dill'], '0.4.1', [load('dill.load(file, ignore)', 'file'), load('dill.loads(str, ignore)', null), load('dill.load_session(filename)', 'filename'), dump('dill.dump(obj, file, protocol, byref, fmode, recurse)', 'obj', 'file'), dump('dill.dumps(obj, protocol)', 'obj', null)]),
  library('cloudpickle', ['cloudpickle'], '3.1.2', [load(`cloudpickle.load(${LOAD})`, 'file'), load(`cloudpickle.loads(${LOADS})`, null), dump('cloudpickle.dump(obj, file, protocol, buffer_callback)', 'obj', 'file'), dump('cloudpickle.dumps(obj, protocol, buffer_callback)', 'obj', null)]),
  library('shelve', [], '3.14', [load('shelve.open(filename, flag, protocol, writeback)', 'filename')]),
  library('marshal', [], '3.14', [load('marshal.load(file)', 'file'), load('marshal.loads(bytes)', null), dump('marshal.dump(value, file, version)', 'value', 'file')]),
  library('skops', ['skops'], '0.16.0', [safe('skops.io.load(file, trusted)', 'file'), safe('skops.io.loads(data, trusted)', null), dump('skops.io.dump(obj, file, *, compression, compresslevel)', 'obj', 'file')]),
  library('safetensors', ['safetensors'], '0.8.0', [
    safe('safetensors.torch.load_file(filename, device)', 'filename'),
    safe('safetensors.numpy.load_file(filename)', 'filename'),
    safe('safetensors.safe_open(filename, framework, device)', 'filename'),
    dump('safetensors.torch.save_file(tensors, filename, metadata)', 'tensors', 'filename'),
    dump('safetensors.numpy.save_file(tensor_dict, filename, metadata)', 'tensor_dict', 'filename'),
  ]),
  library('yaml', ['PyYAML', 'pyyaml'], '6.0.3', [
    plainFunction('yaml.load(stream, Loader)', { tags: ['loads-yaml'], source: 'runs code or not by its `Loader`' }),
    load('yaml.unsafe_load(stream)', 'stream'),
    safe('yaml.safe_load(stream)', 'stream'),
    dump('yaml.dump(data, stream)', 'data', 'stream'),
    dump('yaml.safe_dump(data, stream)', 'data', 'stream'),
  ]),
  library('json', [], '3.14', [safe('json.load(fp)', 'fp'), safe('json.loads(s)', null), dump('json.dump(obj, fp)', 'obj', 'fp'), dump('json.dumps(obj)', 'obj', null)]),
];
