import type { Column, Table } from '../../api/column.ts';
import { MEASURE_WORDS, nameHas } from '../../api/column-names.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { pythonString } from '../../api/python-literal.ts';
import { columnRule } from '../../api/rule.ts';
import { countedNumbers } from '../../api/sample-statistics.ts';
import { textValues } from '../../api/text-values.ts';

interface Cycle {
  readonly label: string;
  readonly names: readonly string[];
  /** Steps of the cycle; null for angles, which are continuous. */
  readonly period: number;
  readonly isContinuous: boolean;
  /** Names of which another column must have one: a day alone may be a running number, beside a month it is a day of the month. */
  readonly beside?: readonly string[];
  /** For names that mean a span as often: both ends must occur. */
  readonly mustReachEnds?: true;
  /** First and last value under which the cycle is written. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** Source: the Data Linter (names); the ranges and the names it misses are Lintel's own choice. */
const CYCLES: readonly Cycle[] = [
  { label: 'hours of the day', names: ['hour', 'hr', 'hod', 'hour of day'], period: 24, isContinuous: false, ranges: [[0, 23], [1, 24]] },
  { label: 'hours of the day', names: ['hours', 'hrs'], period: 24, isContinuous: false, mustReachEnds: true, ranges: [[0, 23]] },
  { label: 'days of the week', names: ['weekday', 'wday', 'dow', 'day of week', 'week day'], period: 7, isContinuous: false, ranges: [[0, 6], [1, 7]] },
  { label: 'months of the year', names: ['month', 'mnth', 'mon', 'mth', 'moy', 'month of year'], period: 12, isContinuous: false, ranges: [[0, 11], [1, 12]] },
  { label: 'days of the month', names: ['dom', 'day of month', 'mday'], period: 31, isContinuous: false, ranges: [[1, 31]] },
  { label: 'days of the month', names: ['day'], period: 31, isContinuous: false, beside: ['month', 'mon', 'mnth', 'mth'], ranges: [[1, 31]] },
  { label: 'days of the year', names: ['doy', 'yday', 'day of year', 'julian day'], period: 366, isContinuous: false, ranges: [[1, 366], [0, 365]] },
  { label: 'weeks of the year', names: ['week of year', 'iso week', 'week number', 'weeknum', 'woy'], period: 53, isContinuous: false, ranges: [[1, 53], [0, 53]] },
  { label: 'weeks of the year', names: ['week'], period: 53, isContinuous: false, beside: ['year', 'yr'], ranges: [[1, 53], [0, 53]] },
  { label: 'minutes of the hour', names: ['minute', 'min of hour', 'minute of hour'], period: 60, isContinuous: false, ranges: [[0, 59]] },
  { label: 'seconds of the minute', names: ['second', 'second of minute'], period: 60, isContinuous: false, ranges: [[0, 59]] },
  {
    label: 'angles in degrees',
    names: ['angle', 'azimuth', 'bearing', 'heading', 'rotation', 'direction', 'wind dir', 'winddir', 'wind direction', 'hue', 'aspect', 'orientation', 'yaw', 'degrees', 'wd'],
    period: 360,
    isContinuous: true,
    ranges: [[0, 360], [-180, 180]],
  },
  { label: 'longitudes', names: ['longitude', 'lng', 'lon', 'long'], period: 360, isContinuous: true, ranges: [[-180, 180], [0, 360]] },
];

export const rule = columnRule({
  id: 'miscoding/circular-as-linear',
  summary: 'Hours, weekdays, months and angles as plain numbers',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'circular domain' }],
  docs: {
    what: 'A column that its name calls an hour, weekday, month, angle, longitude or the like also runs through nearly all of that cycle, for example 0 to 23.',
    why: 'The ends of a cycle are neighbours: 23 h is one hour from 0 h. As plain numbers they lie farthest apart, which linear models, distances and networks take at face value.',
    instead: 'Give the model the sine and the cosine of the position in the cycle, or a category per step. Trees can live with the plain number.',
    limits: 'Needs both the name and the range, and for a plain day or week also a month or year column beside it: opening hours from 9 to 17 never wrap and are left alone, as are counts of hours. Longitudes count only where they reach over both halves of the globe.',
  },
  options: {
    minCoverage: { kind: 'number', default: 0.7, min: 0, max: 1, unit: 'share', doc: 'Share of the steps of the cycle that must occur; for angles, of its range.', source: "Lintel's own choice" },
  },
  messages: {
    circular: '`{column}` holds {cycle}, {least} to {most}, whose ends are neighbours',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'Weekdays from 0 to 6',
        format: 'csv',
        text: 'weekday\n^^^^^^^ circular\n0\n1\n2\n3\n4\n5\n6\n',
      },
      {
        title: 'Wind directions all around',
        format: 'csv',
        text: 'wind_dir\n^^^^^^^^ circular\n10.5\n95\n180\n270\n355\n',
      },
    ],
    good: [
      {
        title: 'Days to wait, not days of the week',
        format: 'csv',
        text: 'wait\n0\n1\n2\n3\n4\n5\n6\n',
      },
      {
        title: 'Opening hours never wrap',
        format: 'csv',
        text: 'hour\n9\n10\n11\n12\n13\n14\n15\n',
      },
      {
        title: 'A longitude within one country',
        format: 'csv',
        text: 'longitude\n8.1\n9.5\n10.2\n11.9\n13.4\n',
      },
      {
        title: 'Undergraduate years have nothing to do with degrees or radians',
        format: 'csv',
        text: 'undergrad_year\n1\n2\n3\n4\n5\n6\n7\n',
      },
    ],
  },
  yieldsTo: ['packaging/constant-column', 'packaging/leftover-index-column'],
  mend: ({ column, table }) => {
    const frame = frameColumn({ column, table });
    const cycle = column === null ? null : cycleOf(column.name);
    if (column === null || frame === null || cycle === null) return null;
    const sin = pythonString(`${column.name}_sin`);
    const cos = pythonString(`${column.name}_cos`);
    const turn = `2 * np.pi / ${cycle.period}`;
    return {
      pandas: `import numpy as np\ndf[${sin}] = np.sin(${frame.pandas} * ${turn})\ndf[${cos}] = np.cos(${frame.pandas} * ${turn})`,
      polars: `import numpy as np\ndf = df.with_columns((${frame.polars} * (${turn})).sin().alias(${sin}), (${frame.polars} * (${turn})).cos().alias(${cos}))`,
    };
  },
  applies: (column) => column.role === 'feature' && (column.kind === 'integer' || column.kind === 'float') && cycleOf(column.name) !== null,
  measures: () => ({ counts: measure.valueCounts, min: measure.min, max: measure.max, numbers: measure.numbers, wholes: measure.wholes }),
  judge: ({ column, table, measured, options }) => {
    const cycle = cycleOf(column.name);
    const { min, max, numbers, wholes } = measured;
    if (cycle === null || !hasCompany(cycle, column, table) || min === null || max === null || (!cycle.isContinuous && wholes < numbers)) return [];
    const range = cycle.ranges.find(([first, last]) => (cycle.mustReachEnds ? min === first && max === last : min >= first && max <= last));
    if (range === undefined) return [];
    const distinct = countedNumbers(textValues(column, measured.counts).values).length;
    const covered = cycle.isContinuous ? (max - min) / cycle.period : distinct / cycle.period;
    if (covered < options.minCoverage) return [];
    return [{ message: 'circular', at: { kind: 'header' }, data: { cycle: { text: cycle.label }, least: min, most: max } }];
  },
});

/** Names of spans and parts of time that make an hour or a day an amount. Lintel's own choice. */
const SPAN_WORDS: readonly string[] = [...MEASURE_WORDS, 'per', 'since', 'until', 'lag', 'last', 'past', 'next', 'age', 'old', 'tenure', 'temp', 'temperature', 'latitude', 'lat', 'latency', 'elapsed', 'time spent', 'service', 'runtime'];

function hasCompany({ beside }: Cycle, column: Column, table: Table): boolean {
  return beside === undefined || table.columns.some((other) => other.index !== column.index && nameHas(other.name, beside));
}

function cycleOf(fullName: string): Cycle | null {
  const name = fullName.replace(/[_ .-]*num(?:ber)?$/i, '');
  if (nameHas(name, SPAN_WORDS)) return null;
  return [...CYCLES].reverse().find(({ names }) => nameHas(name, names.filter((phrase) => phrase.includes(' ')))) ?? CYCLES.find(({ names }) => nameHas(name, names)) ?? null;
}
