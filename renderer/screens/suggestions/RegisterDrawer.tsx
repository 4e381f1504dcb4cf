/** Registering a suggestion (建议纸, F12) or a matter that is only passed on. */
import { Drawer } from 'antd';
import { useState } from 'react';
import { PERIOD_WORDS } from '../../../shared/suggestion/words.ts';
import { PERIODS } from '../../../shared/suggestion/suggestion.ts';
import { REFERRAL_KIND_WORDS } from '../../../shared/referral/words.ts';
import type { Draft } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { newSubject } from '../../ui/new-subject.ts';
import { choicesOf, type Desk, type Field } from './forms/item-form.ts';
import { filledOf, listOf, textOf, type FormValues } from '../../ui/form-frame/form-values.ts';
import { FormPanel } from './forms/FormPanel.tsx';
import { referralDueOn, referralFields } from './forms/referral-forms.ts';
import { dayOf } from './forms/suggestion-days.ts';
import { PAPER, publicityReason } from './forms/suggestion-forms.ts';
import type { ItemKind } from './item-rows.ts';

interface Props { readonly kind: ItemKind; readonly scope: string; readonly desk: Desk; readonly drafts: readonly Draft[]; readonly onClose: () => void; readonly onRegistered: (id: string) => void }

/** The paper of a suggestion in the order of F12. */
function paperFields(values: FormValues): readonly Field[] {
  return [
    { name: 'lead', label: '领衔代表', kind: 'deputy', required: '请选择领衔代表' }, { name: 'signedOn', label: '签名日期', kind: 'day', required: '请选择签名日期' }, { name: 'coDeputies', label: '联名代表', kind: 'deputies' },
    ...PAPER.slice(0, 1), { name: 'period', label: '什么时候提出的', kind: 'choice', required: '请选择', options: choicesOf(PERIODS, PERIOD_WORDS) },
    ...(values['period'] === 'session' ? [{ name: 'session', label: '届次', kind: 'line', max: 40, placeholder: '第二十届第一次会议' } satisfies Field] : []), { name: 'receivedOn', label: '收到日期', kind: 'day', required: '请选择日期' }, ...PAPER.slice(1), ...publicityReason(values),
    { name: 'signed', label: '领衔代表以自己的名义提出，书面并已签名', kind: 'check', required: '代表建议要由代表本人书面提出并签名（代表法第51条）' },
    ...(listOf(values, 'coDeputies').length > 0 ? [{ name: 'coSigned', label: '联名代表也都已签名确认（没有都确认的，登记后逐人确认）', kind: 'check' } satisfies Field] : []),
  ];
}
const OWN: readonly string[] = ['coDeputies', 'signed', 'coSigned'];

export function RegisterDrawer({ kind, scope, desk, drafts, onClose, onRegistered }: Props) {
  const store = useStore();
  const draftKey = `register-${kind}`;
  // Decided once: a repeated act is the same act.
  const [subject] = useState(() => newSubject(kind === 'suggestion' ? 'suggestion' : 'referral'));
  const suggestion = kind === 'suggestion';
  const acts = async (values: FormValues, names: readonly string[]) => {
    const tempNo = await store.nextTempNo();
    if (kind !== 'suggestion') return [{ scope, subject, type: 'referral.registered', body: { ...filledOf(values, names), kind, tempNo, receivedBy: desk.session.userName, ...referralDueOn(kind, values, desk) } }];
    const signedOn = textOf(values, 'signedOn');
    const coSigners = listOf(values, 'coDeputies').filter((one) => one !== values['lead']).map((deputy) => ({ deputy, ...(values['coSigned'] === true ? { signedOn } : {}) }));
    const body = {
      ...filledOf(values, names.filter((name) => !OWN.includes(name))), tempNo, receivedBy: desk.session.userName, ...(coSigners.length > 0 ? { coSigners } : {}), assignBy: dayOf(desk.time, 'SUG_RECESS_ASSIGN', textOf(values, 'receivedOn')).on,
    };
    return [{ scope, subject, type: 'suggestion.registered', body }];
  };
  const start: FormValues = suggestion ? { period: 'recess', signedOn: desk.today, receivedOn: desk.today, matters: 1, publicity: 'full' } : { receivedOn: desk.today };
  return (
    <Drawer open title={suggestion ? '登记代表建议' : `登记${REFERRAL_KIND_WORDS[kind]}`} size={760} onClose={onClose} mask={{ closable: false }}>
      <FormPanel
        name="登记" desk={desk} draftKey={draftKey} draft={drafts.find(({ key }) => key === draftKey)?.fields ?? null} start={start} onClose={onClose} onDone={() => { onRegistered(subject); onClose(); }}
        fields={suggestion ? paperFields : () => referralFields(kind)} acts={acts}
      />
    </Drawer>
  );
}
