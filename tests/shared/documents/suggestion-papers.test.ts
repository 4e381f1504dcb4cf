import { describe, expect, it } from 'vitest';
import { opinionForm, suggestionOrder } from '../../../shared/documents/suggestion-papers.ts';
import { JOINT, LEAD, ROAD_TO, suggestionOf } from '../suggestion/acts.ts';

const names = { unit: (id: string) => ({ 'unit:road': '县交通运输局', 'unit:power': '县供电公司' })[id] ?? id, deputy: (id: string) => ({ [LEAD]: '张建国', [JOINT]: '李可欣' })[id] ?? id };
const ISSUER = '皇帝庙乡人民代表大会主席团';
const valueOf = (paper: ReturnType<typeof suggestionOrder>, label: string) => paper?.fields.find((one) => one.label === label)?.value;

describe('代表建议交办单', () => {
  it('says who, what, by when and until when it may be returned', () => {
    const order = suggestionOrder(suggestionOf(ROAD_TO.handling), ISSUER, names);
    expect(order).toMatchObject({ title: '代表建议交办单', issuer: ISSUER, to: '县交通运输局', copyTo: '县供电公司', orderNo: '皇帝庙交〔2026〕5号', code: '皇帝庙建〔2026〕3号' });
    expect(valueOf(order, '答复期限')).toBe('2026年8月20日（三个月）');
    expect(valueOf(order, '联名代表')).toBe('李可欣');
    expect(order?.signOff.lines.join()).toContain('2026年6月3日前书面说明理由退回，不得自行转交');
  });

  it('names six months as such, and is not there before the order', () => {
    expect(valueOf(suggestionOrder(suggestionOf([...ROAD_TO.handling, ['suggestion.explained'], ['suggestion.extended']]), ISSUER, names), '答复期限')).toContain('六个月');
    expect(suggestionOrder(suggestionOf(ROAD_TO.assigning), ISSUER, names)).toBeNull();
  });
});

describe('征询意见表', () => {
  it('asks each deputy for attitude and result apart, by their own day', () => {
    const form = opinionForm(suggestionOf(ROAD_TO.feedback), JOINT, { issuer: ISSUER, names });
    expect(form).toMatchObject({ to: '李可欣代表', issuedOn: '2026-07-02' });
    expect([valueOf(form, '办理态度'), valueOf(form, '办理结果')]).toEqual(['□满意　□基本满意　□不满意', '□满意　□基本满意　□不满意']);
    expect(valueOf(form, '面　　商')).toBe('办中 2026年6月12日');
    expect(form?.signOff.lines.join()).toContain('2026年7月16日前');
    expect(opinionForm(suggestionOf(ROAD_TO.handling), LEAD, { issuer: ISSUER, names })).toBeNull();
  });
});
