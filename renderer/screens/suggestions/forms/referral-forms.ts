/** The forms of what is only passed on: registering by kind, and the few acts after it. */
import { CONTACT_WAYS } from '../../../../shared/case/case.ts';
import { CONTACT_WAY_WORDS } from '../../../../shared/case/words.ts';
import { suggestionFromMotion } from '../../../../shared/conversion.ts';
import { OUTCOMES_OF, type ReferralEntryType, type ReferralKind, type ReferralState } from '../../../../shared/referral/referral.ts';
import { REFERRAL_OUTCOME_WORDS } from '../../../../shared/referral/words.ts';
import { choicesOf, type Desk, type Field, type ItemForm } from './item-form.ts';
import { textOf, type FormValues } from '../../../ui/form-frame/form-values.ts';
import { dayOf } from './suggestion-days.ts';

export type ReferralActType = Exclude<ReferralEntryType, 'referral.registered' | 'referral.undone'>;

const ON: Field = { name: 'on', label: '日期', kind: 'day', required: '请选择日期' };
const way = (label: string): Field => ({ name: 'way', label, kind: 'select', required: '请选择方式', options: choicesOf(CONTACT_WAYS, CONTACT_WAY_WORDS) });

/** Where each kind goes first. */
const WHERE: Readonly<Record<ReferralKind, { readonly label: string; readonly place: string }>> = {
  motion_lead: { label: '提请谁审议', place: '镇（乡）人大主席团' }, petition: { label: '引导或转送到哪里', place: '县信访局' }, hotline_ticket: { label: '答复回传到哪里', place: '县12345热线' },
};

export const REFERRAL_FORMS: Readonly<Record<Exclude<ReferralActType, 'referral.converted'>, ItemForm<ReferralState>>> = {
  'referral.forwarded': {
    initial: ({ kind }, desk) => ({ where: WHERE[kind].place, way: 'letter', by: desk.session.userName, on: desk.today }),
    fields: ({ kind }) => [{ name: 'where', label: WHERE[kind].label, kind: 'line', max: 200, required: '请写明去向' }, way('方式'), { name: 'by', label: '经手人', kind: 'line', max: 60 }, { name: 'outsideNo', label: '对方编号', kind: 'line', max: 60 }, ON, { name: 'note', label: '说明', kind: 'text' }],
  },
  'referral.notified': {
    initial: ({ kind }, desk) => ({ way: kind === 'petition' ? 'letter' : 'phone', by: desk.session.userName, on: desk.today }),
    fields: ({ kind }) => [{ name: 'text', label: kind === 'motion_lead' ? '告诉代表什么' : '告诉反映人什么', kind: 'text', required: '请写明告知的内容' }, way('方式'), { name: 'by', label: '告知人', kind: 'line', max: 60, required: '请填告知人' }, ON],
  },
  'referral.concluded': {
    initial: ({ kind }, desk) => ({ outcome: OUTCOMES_OF[kind][0], on: desk.today }),
    fields: ({ kind }) => [{ name: 'outcome', label: '结果', kind: 'choice', required: '请选择结果', options: choicesOf(OUTCOMES_OF[kind], REFERRAL_OUTCOME_WORDS) }, { name: 'text', label: '结果说明', kind: 'text', required: '请写明结果' }, ON],
  },
  'referral.reopened': { initial: (_, desk) => ({ on: desk.today }), fields: () => [{ name: 'reason', label: '重开的理由', kind: 'text', required: '请写明理由' }, ON] },
  'referral.noted': {
    initial: () => ({}), fields: () => [{ name: 'text', label: '备注', kind: 'text', required: '请写备注' }],
    body: (state) => (state.contested ? { resolves: state.timeline.filter(({ ineffective }) => ineffective !== null).map(({ header }) => header.id) } : {}),
  },
};

/** A motion that is not put on the agenda becomes a suggestion: what the form asks beside what the motion says. */
export const MOTION_TO_SUGGESTION = {
  fields: (state: ReferralState, desk: Desk): readonly Field[] => [
    { name: 'lead', label: '领衔代表', kind: 'deputy', required: '请选择领衔代表', options: (state.registered.deputies ?? []).map((id) => ({ value: id, label: desk.directory.deputies.find((one) => one.id === id)?.name ?? id })) },
    { name: 'signedOn', label: '代表签名日期', kind: 'day', required: '请选择日期' }, { name: 'signed', label: '领衔代表已在建议纸上以自己的名义签名', kind: 'check', required: '转作建议要由代表本人签名' },
    { name: 'reason', label: '转作建议的理由', kind: 'text', required: '请写明理由' },
  ],
  initial: (state: ReferralState, desk: Desk): FormValues => ({ lead: state.registered.deputies?.[0], signedOn: desk.today, reason: '经主席团决定不列入议程，转作代表建议办理' }),
  acts: (state: ReferralState, desk: Desk, { values, subject, tempNo }: { readonly values: FormValues; readonly subject: string; readonly tempNo: string }) => {
    const { registered } = state;
    const lead = textOf(values, 'lead'), signedOn = textOf(values, 'signedOn');
    return suggestionFromMotion(state, subject, {
      reason: textOf(values, 'reason'), on: desk.today,
      paper: {
        tempNo, period: 'recess', lead, signedOn, coSigners: (registered.deputies ?? []).filter((one) => one !== lead).map((deputy) => ({ deputy })), title: registered.title, situation: registered.grounds ?? registered.title,
        proposal: registered.plan ?? registered.title, matters: 1, publicity: 'full', receivedOn: desk.today, assignBy: dayOf(desk.time, 'SUG_RECESS_ASSIGN', desk.today).on,
      },
    });
  },
};

/** What registering asks, by kind; its words are the field's own. */
export function referralFields(kind: ReferralKind): readonly Field[] {
  const received: Field = { name: 'receivedOn', label: '收到日期', kind: 'day', required: '请选择日期' };
  if (kind === 'motion_lead') return [
    { name: 'title', label: '案由', kind: 'line', max: 200, required: '请填案由', placeholder: '关于……的议案' }, { name: 'grounds', label: '案据', kind: 'text', rows: 3, required: '请写明案据' }, { name: 'plan', label: '方案', kind: 'text', rows: 3, required: '请写明方案' },
    { name: 'deputies', label: '联名代表', kind: 'deputies', required: '请选择联名代表', extra: '乡镇五人以上联名（代表法第15条）。' }, received,
  ];
  if (kind === 'hotline_ticket') return [
    { name: 'outsideNo', label: '工单号', kind: 'line', max: 60, required: '请填工单号' }, { name: 'title', label: '诉求', kind: 'line', max: 200, required: '请填诉求' }, received, { name: 'dueOn', label: '热线要求的期限', kind: 'day' }, { name: 'words', label: '工单内容', kind: 'text', rows: 3 },
  ];
  return [
    { name: 'title', label: '事项', kind: 'line', max: 200, required: '请填事项' }, { name: 'words', label: '反映的内容', kind: 'text', rows: 3, extra: '本系统不办理信访事项，只登记引导、转送和告知。' }, received, { name: 'outsideNo', label: '信访登记号', kind: 'line', max: 60 },
  ];
}

/** The day by which a registration asks for something: a petition's notice, fifteen days on. */
export function referralDueOn(kind: ReferralKind, values: FormValues, { time }: Desk): Record<string, unknown> {
  return kind === 'petition' ? { dueOn: dayOf(time, 'PET_NOTICE', textOf(values, 'receivedOn')).on } : {};
}
