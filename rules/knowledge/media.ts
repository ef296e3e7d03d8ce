/** Images, sounds, sample data: readers of OpenCV, Pillow, scikit-image, imageio, librosa, soundfile, seaborn. */
import type { Api, LibraryKnowledge } from '../api/python/knowledge.ts';
import { data, plainFunction, reader, writer } from './entry.ts';

const ARRAY = { form: 'array', className: 'numpy.ndarray' } as const;
const image = (signature: string, path: string): Api => reader(signature, { path, format: 'other', returns: ARRAY });
const perImage = (signature: string): Api => data(signature, { rows: 'same', returns: ARRAY });
const library = (name: string, distributions: readonly string[], version: string, entries: readonly Api[]): LibraryKnowledge => ({ library: name, distributions, version, entries });

export const media: readonly LibraryKnowledge[] = [
  library('cv2', ['opencv-python', 'opencv-python-headless', 'opencv-contrib-python'], '5.0.0', [
    image('cv2.imread(filename, flags)', 'filename'),
    writer('cv2.imwrite(filename, img)', { path: 'filename', value: 'img' }),
    ...['resize(src, dsize)', 'cvtColor(src, code)', 'GaussianBlur(src, ksize, sigmaX)', 'medianBlur(src, ksize)', 'normalize(src, dst)', 'threshold(src, thresh, maxval, type)', 'equalizeHist(src)', 'flip(src, flipCode)', 'Canny(image, threshold1, threshold2)', 'warpAffine(src, M, dsize)', 'warpPerspective(src, M, dsize)', 'rotate(src, rotateCode)', 'blur(src, ksize)', 'bilateralFilter(src, d, sigmaColor, sigmaSpace)', 'convertScaleAbs(src, dst, alpha, beta)', 'transpose(src)', 'dilate(src, kernel)', 'erode(src, kernel)', 'bitwise_not(src)', 'filter2D(src, ddepth, kernel)', 'Sobel(src, ddepth, dx, dy)', 'Laplacian(src, ddepth)', 'adaptiveThreshold(src, maxValue, adaptiveMethod, thresholdType, blockSize, C)', 'copyMakeBorder(src, top, bottom, left, right, borderType)'].map((signature) => perImage(`cv2.${signature}`)),
    reader('cv2.VideoCapture(filename)', { path: 'filename', format: 'other', returns: 'unknown' }),
  ]),
  library('PIL', ['Pillow', 'pillow'], '13.0.0', [reader('PIL.Image.open(fp, mode, formats)', { path: 'fp', format: 'other', returns: { object: 'PIL.Image.Image' } }), data('PIL.Image.fromarray(obj, mode)', { rows: 'same', returns: 'unknown' }), writer('PIL.Image.Image.save(fp, format)', { path: 'fp', value: 'self' })]),
  library('skimage', ['scikit-image'], '0.26.0', [image('skimage.io.imread(fname, as_gray)', 'fname'), perImage('skimage.transform.resize(image, output_shape)'), perImage('skimage.color.rgb2gray(rgb)'), perImage('skimage.feature.hog(image)')]),
  library('imageio', ['imageio'], '2.38.1', [image('imageio.imread | imageio.v2.imread | imageio.v3.imread(uri)', 'uri')]),
  library('librosa', ['librosa'], '0.11.0', [
    reader('librosa.load(path, *, sr, mono, offset, duration)', { path: 'path', format: 'other', returns: 'unknown' }),
    ...['mfcc(*, y, sr, S, n_mfcc)', 'melspectrogram(*, y, sr, S)', 'chroma_stft(*, y, sr)', 'spectral_centroid(*, y, sr)', 'spectral_contrast(*, y, sr)', 'zero_crossing_rate(y)', 'rms(*, y)', 'tonnetz(*, y, sr)'].map((signature) => plainFunction(`librosa.feature.${signature}`, { passes: 'y' })),
  ]),
  library('soundfile', ['soundfile'], '0.14.0', [reader('soundfile.read(file, frames, start, stop, dtype)', { path: 'file', format: 'other', returns: 'unknown' })]),
  library('seaborn', ['seaborn'], '0.13.2', [
    reader('seaborn.load_dataset(name, cache, data_home)', { path: null, returns: { form: 'frame', className: 'pandas.DataFrame' } }),
    ...['heatmap(data)', 'pairplot(data)', 'histplot(data)', 'boxplot(data)', 'countplot(data)', 'scatterplot(data)', 'lineplot(data)', 'barplot(data)', 'violinplot(data)', 'catplot(data)', 'displot(data)', 'kdeplot(data)', 'regplot(data)', 'jointplot(data)', 'lmplot(data)', 'distplot(a)'].map((signature) => plainFunction(`seaborn.${signature}`, { tags: ['plot'], ...(signature.startsWith('distplot') ? { lifetime: { deprecated: '0.11', replacement: 'seaborn.displot or seaborn.histplot' } } : {}) })),
    ...['set_theme()', 'set_style(style)', 'set_palette(palette)'].map((signature) => plainFunction(`seaborn.${signature}`, { tags: ['plot'], returns: 'none' })),
  ]),
];
