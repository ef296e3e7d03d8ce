/** gensim and NLTK. */
import type { Api, EstimatorApi, LibraryKnowledge } from '../api/python/knowledge.ts';
import { data, estimator, loader, metric, plainClass, plainFunction, reader, train, writer } from './entry.ts';

/** Learns when made with rows, or by `train` later. */
const embedding = (signature: string, rows: string, learns: EstimatorApi['learns'] = 'statistics'): EstimatorApi =>
  estimator(signature, {
    role: 'transformer',
    learns,
    by: 'vectorizer',
    data: { features: rows, labels: null },
    bases: [],
    methods: { fit: ['train', 'build_vocab', 'update', 'add_documents'], transform: ['transform', 'infer_vector', 'doc2bow', '__getitem__'] },
    methodParameters: { train: ['corpus_iterable'], build_vocab: ['corpus_iterable'], update: ['corpus'], add_documents: ['documents'], infer_vector: ['doc_words'], doc2bow: ['document'], __getitem__: ['bow'] },
    fit: { parameters: ['corpus_iterable'], features: 'corpus_iterable', labels: null },
  });

const GENSIM: readonly Api[] = [
  { ...embedding('gensim.models.Word2Vec(sentences, corpus_file, vector_size, alpha, window, min_count, max_vocab_size, sample, seed, workers, *, size, iter)', 'sentences'), parameterLifetimes: { size: { removed: '4.0', replacement: 'vector_size' }, iter: { removed: '4.0', replacement: 'epochs' } } },
  embedding('gensim.models.FastText(sentences, corpus_file, sg, hs, vector_size, alpha, window, min_count)', 'sentences'),
  embedding('gensim.models.Doc2Vec(documents, corpus_file, vector_size, dm_mean, dm)', 'documents'),
  embedding('gensim.models.TfidfModel(corpus, id2word, dictionary, wlocal, wglobal, normalize)', 'corpus'),
  embedding('gensim.models.LsiModel(corpus, num_topics, id2word)', 'corpus'),
  { ...embedding('gensim.models.LdaModel(corpus, num_topics, id2word, distributed, chunksize, passes, update_every, alpha, eta, decay, offset, eval_every, iterations, gamma_threshold, minimum_probability, random_state)', 'corpus'), random: { parameter: 'random_state', generator: 'numpy' } },
  embedding('gensim.corpora.Dictionary(documents, prune_at)', 'documents', 'vocabulary'),
  embedding('gensim.models.Phrases(sentences, min_count, threshold)', 'sentences', 'vocabulary'),
  plainClass('gensim.models.KeyedVectors(vector_size)', { tags: ['pretrained'] }),
  loader('gensim.models.KeyedVectors.load_word2vec_format(fname, fvocab, binary)', { path: 'fname', safety: { kind: 'safe' }, returns: { object: 'gensim.models.KeyedVectors' } }),
  loader('gensim.models.KeyedVectors.load(fname, mmap)', { path: 'fname', safety: { kind: 'unsafe' }, returns: { object: 'gensim.models.KeyedVectors' } }),
  loader('gensim.models.Word2Vec.load(*args)', { path: null, safety: { kind: 'unsafe' }, returns: { object: 'gensim.models.Word2Vec' } }),
  writer('gensim.models.Word2Vec.save(*args)', { path: null, value: 'self' }),
  reader('gensim.downloader.load(name, return_path)', { path: null, returns: 'unknown' }),
  data('gensim.utils.simple_preprocess(doc, deacc, min_len, max_len)', { rows: 'same', returns: { form: 'list', className: 'list' } }),
];

export const gensim: LibraryKnowledge = {
  library: 'gensim',
  distributions: ['gensim'],
  version: '4.4.0',
  aliases: { 'gensim.models.word2vec': 'gensim.models', 'gensim.models.doc2vec': 'gensim.models', 'gensim.models.fasttext': 'gensim.models', 'gensim.models.keyedvectors': 'gensim.models', 'gensim.models.ldamodel': 'gensim.models', 'gensim.models.phrases': 'gensim.models', 'gensim.corpora.dictionary': 'gensim.corpora' },
  entries: GENSIM,
};

const perText = (signature: string): Api => data(signature, { rows: 'same', returns: { form: 'list', className: 'list' } });
const stemmer = (name: string): Api => plainClass(`nltk.stem.${name}`, { tags: ['stemmer'] });

export const nltk: LibraryKnowledge = {
  library: 'nltk',
  distributions: ['nltk'],
  version: '3.10.4',
  aliases: { 'nltk.stem.porter': 'nltk.stem', 'nltk.stem.snowball': 'nltk.stem', 'nltk.stem.wordnet': 'nltk.stem', 'nltk.tokenize.punkt': 'nltk.tokenize' },
  entries: [
    perText('nltk.word_tokenize | nltk.tokenize.word_tokenize(text, language, preserve_line)'),
    perText('nltk.sent_tokenize | nltk.tokenize.sent_tokenize(text, language)'),
    perText('nltk.pos_tag(tokens, tagset, lang)'),
    perText('nltk.ngrams(sequence, n)'),
    stemmer('PorterStemmer'),
    stemmer('SnowballStemmer'),
    stemmer('WordNetLemmatizer'),
    plainFunction('nltk.stem.PorterStemmer.stem(word, to_lowercase)', { returns: 'scalar' }),
    plainFunction('nltk.stem.SnowballStemmer.stem(token)', { returns: 'scalar' }),
    plainFunction('nltk.stem.WordNetLemmatizer.lemmatize(word, pos)', { returns: 'scalar' }),
    data('nltk.FreqDist(samples)', { rows: 'aggregate', by: 'vectorizer', returns: 'unknown' }),
    train('nltk.NaiveBayesClassifier.train(labeled_featuresets, estimator)', { features: 'labeled_featuresets', labels: null, returns: { object: 'nltk.NaiveBayesClassifier' } }),
    estimator('nltk.NaiveBayesClassifier', { role: 'model', learns: 'labels', by: 'model', task: 'classification', output: 'labels', bases: [], methods: { predict: ['classify', 'classify_many'] }, methodParameters: { classify: ['featureset'], classify_many: ['featuresets'] } }),
    metric('nltk.classify.accuracy(classifier, gold)', { truth: 'gold', prediction: 'classifier', isSymmetric: false, task: 'classification', needs: 'either', isThreshold: true }),
    plainFunction('nltk.download(info_or_id, download_dir)', { returns: 'scalar', tags: ['downloads'] }),
  ],
};
