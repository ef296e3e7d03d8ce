/** torchvision: data sets, transforms, models. */
import type { Api, LibraryKnowledge, Purpose, ReaderApi } from '../api/python/knowledge.ts';
import { data, plainClass, plainFunction, reader } from './entry.ts';

const DATASET: Partial<ReaderApi> = { returns: { form: 'dataset', className: 'torch.utils.data.Dataset' }, bases: ['torch.utils.data.Dataset'] };
const SPLITS: Readonly<Record<string, Purpose>> = { train: 'train', val: 'validation', valid: 'validation', test: 'test' };

const sample = (signature: string, facts: Partial<ReaderApi> = {}): ReaderApi => reader(signature, { path: null, returns: 'unknown', ...DATASET, ...facts });
const byFlag = (signature: string): ReaderApi => sample(signature, { purpose: { parameter: 'train', of: { true: 'train', false: 'test' }, default: 'train' } });
const bySplit = (signature: string, byDefault: Purpose | null = 'train'): ReaderApi => sample(signature, { purpose: { parameter: 'split', of: SPLITS, default: byDefault } });
const folder = (signature: string): ReaderApi => sample(signature, { path: 'root', format: 'other' });
const transform = (signature: string): Api => plainClass(signature, { tags: ['transform'] });
const augmentation = (signature: string): Api => plainClass(signature, { tags: ['transform', 'augmentation'], random: { parameter: null, generator: 'torch' } });

const TRANSFORMS = ['Compose(transforms)', 'ToTensor()', 'PILToTensor()', 'ConvertImageDtype(dtype)', 'ToPILImage(mode)', 'Normalize(mean, std, inplace)', 'Resize(size, interpolation, max_size, antialias)', 'CenterCrop(size)', 'Pad(padding, fill, padding_mode)', 'Lambda(lambd)', 'FiveCrop(size)', 'TenCrop(size, vertical_flip)', 'Grayscale(num_output_channels)'];
const AUGMENTATIONS = ['RandomApply(transforms, p)', 'RandomChoice(transforms, p)', 'RandomOrder(transforms)', 'RandomCrop(size, padding, pad_if_needed, fill, padding_mode)', 'RandomHorizontalFlip(p)', 'RandomVerticalFlip(p)', 'RandomResizedCrop(size, scale, ratio, interpolation, antialias)', 'ColorJitter(brightness, contrast, saturation, hue)', 'RandomRotation(degrees, interpolation, expand, center, fill)', 'RandomAffine(degrees, translate, scale, shear, interpolation, fill, center)', 'RandomGrayscale(p)', 'RandomPerspective(distortion_scale, p, interpolation, fill)', 'RandomErasing(p, scale, ratio, value, inplace)', 'GaussianBlur(kernel_size, sigma)', 'RandomInvert(p)', 'RandomAutocontrast(p)', 'RandomEqualize(p)', 'ElasticTransform(alpha, sigma, interpolation, fill)', 'AutoAugment(policy, interpolation, fill)', 'RandAugment(num_ops, magnitude, num_magnitude_bins, interpolation, fill)', 'TrivialAugmentWide(num_magnitude_bins, interpolation, fill)'];
const MODELS = ['resnet18', 'resnet34', 'resnet50', 'resnet101', 'resnet152', 'alexnet', 'vgg11', 'vgg16', 'vgg19', 'vgg16_bn', 'densenet121', 'densenet161', 'inception_v3', 'googlenet', 'mobilenet_v2', 'mobilenet_v3_small', 'mobilenet_v3_large', 'efficientnet_b0', 'efficientnet_b3', 'squeezenet1_0', 'vit_b_16', 'convnext_tiny', 'resnext50_32x4d', 'wide_resnet50_2', 'shufflenet_v2_x1_0', 'mnasnet1_0', 'swin_t', 'regnet_y_400mf'];

export const torchvision: LibraryKnowledge = {
  library: 'torchvision',
  distributions: ['torchvision'],
  version: '0.29.2',
  aliases: { 'torchvision.datasets.mnist': 'torchvision.datasets', 'torchvision.datasets.cifar': 'torchvision.datasets', 'torchvision.datasets.folder': 'torchvision.datasets', 'torchvision.transforms.transforms': 'torchvision.transforms', 'torchvision.models.resnet': 'torchvision.models' },
  entries: [
    byFlag('torchvision.datasets.MNIST(root, train, transform, target_transform, download)'),
    byFlag('torchvision.datasets.FashionMNIST(root, train, transform, target_transform, download)'),
    byFlag('torchvision.datasets.KMNIST(root, train, transform, target_transform, download)'),
    byFlag('torchvision.datasets.CIFAR10(root, train, transform, target_transform, download)'),
    byFlag('torchvision.datasets.CIFAR100(root, train, transform, target_transform, download)'),
    byFlag('torchvision.datasets.USPS(root, train, transform, target_transform, download)'),
    byFlag('torchvision.datasets.EMNIST(root, split, *, train, transform, target_transform, download)'),
    byFlag('torchvision.datasets.QMNIST(root, what, compat, train, *, transform, target_transform, download)'),
    bySplit('torchvision.datasets.SVHN(root, split, transform, target_transform, download)'),
    bySplit('torchvision.datasets.STL10(root, split, folds, transform, target_transform, download)'),
    bySplit('torchvision.datasets.ImageNet(root, split, *, transform, target_transform, loader)'),
    bySplit('torchvision.datasets.Food101(root, split, transform, target_transform, download, loader)'),
    bySplit('torchvision.datasets.Flowers102(root, split, transform, target_transform, download, loader)'),
    bySplit('torchvision.datasets.OxfordIIITPet(root, split, target_types, transforms, transform, target_transform, download)', null),
    bySplit('torchvision.datasets.CelebA(root, split, target_type, transform, target_transform, download)'),
    bySplit('torchvision.datasets.GTSRB(root, split, transform, target_transform, download)'),
    bySplit('torchvision.datasets.StanfordCars(root, split, transform, target_transform, download, loader)'),
    bySplit('torchvision.datasets.PCAM(root, split, transform, target_transform, download)'),
    bySplit('torchvision.datasets.FER2013(root, split, transform, target_transform)'),
    bySplit('torchvision.datasets.DTD(root, split, partition, transform, target_transform, download, loader)'),
    bySplit('torchvision.datasets.RenderedSST2(root, split, transform, target_transform, download, loader)'),
    sample('torchvision.datasets.Caltech101(root, target_type, transform, target_transform, download)'),
    sample('torchvision.datasets.EuroSAT(root, transform, target_transform, download, loader)'),
    sample('torchvision.datasets.Omniglot(root, background, transform, target_transform, download, loader)'),
    sample('torchvision.datasets.FakeData(size, image_size, num_classes, transform, target_transform, random_offset)'),
    sample('torchvision.datasets.VOCDetection(root, year, image_set, download, transform, target_transform, transforms)'),
    folder('torchvision.datasets.ImageFolder(root, transform, target_transform, loader, is_valid_file, allow_empty)'),
    folder('torchvision.datasets.DatasetFolder(root, loader, extensions, transform, target_transform, is_valid_file, allow_empty)'),
    folder('torchvision.datasets.CocoDetection(root, annFile, transform, target_transform, transforms)'),
    ...TRANSFORMS.map((signature) => transform(`torchvision.transforms.${signature}`)),
    ...AUGMENTATIONS.map((signature) => augmentation(`torchvision.transforms.${signature}`)),
    ...['Compose(transforms)', 'ToImage()', 'ToDtype(dtype, scale)', 'Normalize(mean, std, inplace)', 'Resize(size, interpolation, max_size, antialias)', 'CenterCrop(size)'].map((signature) => transform(`torchvision.transforms.v2.${signature}`)),
    plainClass('torchvision.transforms.v2.ToTensor()', { tags: ['transform'], lifetime: { deprecated: '0.16', replacement: 'v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)])' } }),
    ...['RandomCrop(size, padding, pad_if_needed, fill, padding_mode)', 'RandomHorizontalFlip(p)', 'RandomVerticalFlip(p)', 'RandomResizedCrop(size, scale, ratio, interpolation, antialias)', 'ColorJitter(brightness, contrast, saturation, hue)', 'RandomRotation(degrees, interpolation, expand, center, fill)', 'RandomErasing(p, scale, ratio, value, inplace)', 'MixUp(*, alpha, num_classes, labels_getter)', 'CutMix(*, alpha, num_classes, labels_getter)', 'RandAugment(num_ops, magnitude, num_magnitude_bins, interpolation, fill)'].map((signature) => augmentation(`torchvision.transforms.v2.${signature}`)),
    ...MODELS.map((name) => plainFunction(`torchvision.models.${name}(*, weights, progress, pretrained)`, { returns: { object: 'torch.nn.Module' }, tags: ['module', 'pretrained'], parameterLifetimes: { pretrained: { deprecated: '0.13', replacement: 'weights' } } })),
    plainFunction('torchvision.io.read_image(path, mode, apply_exif_orientation)', { returns: { form: 'tensor', className: 'torch.Tensor' }, tags: ['reads-image'] }),
    plainFunction('torchvision.utils.make_grid(tensor, nrow, padding, normalize, value_range, scale_each, pad_value)', { tags: ['plot'] }),
    data('torchvision.transforms.functional.to_tensor(pic)', { rows: 'same', returns: { form: 'tensor', className: 'torch.Tensor' } }),
  ],
};
