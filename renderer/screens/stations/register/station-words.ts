/** The register of 站点 as a list and a form: its fields and their words. */
import { STATION_TIER_WORDS, STATION_TIERS } from '../../../../shared/station/station.ts';
import type { Directory } from '../../../store/api.ts';
import { optionsOf, type KindWords, type Options } from '../../../ui/records/record-words.ts';

/** In a form the villages of its township, or the deputies who may belong to it; in a table all, so that every id has its name. */
const villages = ({ villages: all }: Directory, scope?: string): Options => all.filter((one) => scope === undefined || (one.active && one.scope === scope)).map(({ id, name }) => ({ value: id, label: name }));
const deputies = ({ deputies: all }: Directory, scope?: string): Options => all.filter((one) => scope === undefined || (one.active && (one.scope === scope || scope.startsWith(one.scope)))).map(({ id, name }) => ({ value: id, label: name }));

export const STATION_WORDS: KindWords = {
  label: '站点', type: 'station.updated', aggregate: 'station', imports: 'station', filter: 'tier',
  records: ({ stations }) => stations.map((one) => ({ ...one })).sort((a, b) => Number(b.active) - Number(a.active) || a.scope.localeCompare(b.scope) || a.no.localeCompare(b.no, 'zh-CN', { numeric: true }) || a.name.localeCompare(b.name, 'zh-CN')),
  fields: [
    { name: 'name', label: '名称', input: 'text', required: true, max: 100, width: '13em' },
    { name: 'tier', label: '类型', input: 'choice', options: optionsOf(STATION_TIERS, STATION_TIER_WORDS), required: true },
    { name: 'no', label: '编号', input: 'text', max: 40 },
    { name: 'village', label: '所在村', input: 'choice', options: villages, clearable: true, width: '6em' },
    { name: 'address', label: '地址', input: 'text', max: 200, width: '8em' },
    { name: 'head', label: '负责人', input: 'text', max: 60, width: '5em', hint: '站长或队长' },
    { name: 'phone', label: '电话', input: 'text', max: 40 },
    { name: 'deputies', label: '进站代表', input: 'choices', options: deputies, unlisted: true },
    { name: 'villages', label: '辐射村', input: 'choices', options: villages, unlisted: true },
    { name: 'note', label: '备注', input: 'long', max: 500, unlisted: true },
  ],
};
