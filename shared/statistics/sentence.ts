/**
 * Sentences of briefings out of figures: `开展‘夜市’{nightMarketsHeld 次}` becomes 开展‘夜市’82次. A sentence speaks of one caliber: every number comes from one
 * selection, or from one paper about one place and period. A measure word that the indicator is not counted in is refused, never converted.
 */
import type { Figure } from '../figure/figure.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { INDICATOR } from './indicators.ts';
import { quantityWords } from './figure-words.ts';
import type { Measured } from './measure.ts';

/** What a placeholder may stand for. */
export type SentenceSource = { readonly kind: 'measured'; readonly measured: Measured } | { readonly kind: 'figures'; readonly figures: readonly Figure[] };

export type SentenceFault =
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'unit-differs'; readonly name: string; readonly unit: string }
  /** Figures of two places, periods or calibers in one sentence. */
  | { readonly kind: 'calibers-differ'; readonly name: string };

const PLACEHOLDER = /\{(?<name>[A-Za-z]+) (?<unit>[^}]+)\}/g;

/** The golden sentences of the sources (domain 2.2), as templates: what a briefing of that kind says and in which order. */
export const SENTENCES = {
  county_year: '{period}，开展‘夜市’{nightMarketsHeld 次}，代表参与{deputyParticipations 人次}，群众参与{citizenParticipations 人次}，收集民情民意{opinionsCollected 件}，处理‘鸡毛蒜皮、家长里短’纠纷{disputesHandled 件}',
  townships_campaign: '各乡镇（街道）人大累计开展‘民情夜市’活动{nightMarketsHeld 次}，走访联系群众{citizensVisited 人次}，办理群众意见建议{opinionsHandled 条}',
  city_stations: '{place}各级人大代表共进站{deputyStationVisits 人次}，接待群众{citizensReceived 人次}、收集问题及意见建议{opinionsCollected 个}、解决问题{problemsSolved 个}',
  street: '该街道共开展活动{activitiesHeld 次}，五级代表进站{deputyStationVisits 人次}，接待群众{citizensReceived 人次}，收集各类问题{opinionsCollected 件}，协调转办问题{problemsReferred 件}，转化议案建议{convertedToMotions 件}',
  enterprises: '{period}，代表联系企业和项目{enterpriseVisits 人次}，梳理各类问题{problemsRaised 个}……解决问题{problemsSolved 个}',
} as const;

/** Fills a template; `words` has what stands in braces without a measure word, such as the period. All faults at once. */
export function sentence(template: string, source: SentenceSource, words: Readonly<Record<string, string>> = {}): Result<string, readonly SentenceFault[]> {
  const faults: SentenceFault[] = [];
  const calibers = new Set<string>();
  const worded = template.replaceAll(/\{(?<name>[A-Za-z]+)\}/g, (whole, name: string) => {
    if (words[name] === undefined) faults.push({ kind: 'unknown', name });
    return words[name] ?? whole;
  });
  const text = worded.replaceAll(PLACEHOLDER, (whole, name: string, unit: string) => {
    const found = source.kind === 'measured' ? measuredWords(source.measured, name, unit) : figureWords(source.figures, { name, unit, calibers });
    if (found.ok) return found.value;
    faults.push(found.error);
    return whole;
  });
  return faults.length === 0 ? ok(text) : err(faults);
}

function measuredWords({ values }: Measured, name: string, unit: string): Result<string, SentenceFault> {
  const value = values[name];
  const indicator = INDICATOR.get(name);
  if (value === undefined || indicator === undefined) return err({ kind: 'unknown', name });
  return indicator.units.includes(unit) ? ok(`${String(value)}${unit}`) : err({ kind: 'unit-differs', name, unit });
}

function figureWords(figures: readonly Figure[], { name, unit, calibers }: { readonly name: string; readonly unit: string; readonly calibers: Set<string> }): Result<string, SentenceFault> {
  const named = figures.filter(({ key }) => key === name);
  if (named.length === 0) return err({ kind: 'unknown', name });
  const figure = named.find((one) => one.unit === unit);
  if (figure === undefined) return err({ kind: 'unit-differs', name, unit });
  calibers.add(`${figure.place}\n${figure.period}\n${figure.caliber}`);
  return calibers.size > 1 ? err({ kind: 'calibers-differ', name }) : ok(quantityWords(figure));
}
