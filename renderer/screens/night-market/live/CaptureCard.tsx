/** The centre of the live night market: one card, filled in by keyboard in fifteen seconds. Each kind of matter asks for its own. */
import { Button, Checkbox, Input, Radio, Select } from 'antd';
import { memo, useCallback, useState, type KeyboardEvent, type Ref } from 'react';
import { LEVELS, MAX_TEXT, NATURES, REGISTRABLE_MATTERS, type Level, type RegistrableMatter } from '../../../../shared/case/case.ts';
import { LEVEL_WORDS, NATURE_WORDS } from '../../../../shared/case/words.ts';
import type { CaseCategory } from '../../../../shared/category/category.ts';
import { meansCategory, suggestAmong } from '../../../../shared/category/suggest.ts';
import type { Village } from '../../../../shared/village/village.ts';
import { MediaBar } from '../../../ui/attachments/MediaBar.tsx';
import { isAnswered, MAX_NAME, MAX_PHONE, type CaptureForm, type CardFault } from '../capture-form.ts';
import { villageNamed, villagesMatching } from '../village-match.ts';
import { CardBox } from './CardBox.tsx';
import { DisputeFields } from './DisputeFields.tsx';
import { fieldAfter, fieldMark, fieldOf, focusField } from './fields.ts';
import { KeyCap } from './KeyCap.tsx';
import { SHORTCUTS } from './shortcuts.ts';
import { SimilarCases } from './SimilarCases.tsx';
import { VillageBox } from './VillageBox.tsx';
import styles from './live.module.css';

interface Props {
  readonly ref: Ref<HTMLFormElement>;
  readonly form: CaptureForm;
  readonly villages: readonly Village[];
  /** Those in force and in use in the evening's place. */
  readonly categories: readonly CaseCategory[];
  readonly fault: CardFault | null;
  /** Something calm to say beside the button, or empty. */
  readonly notice: string;
  readonly onEdit: Edit;
  readonly onRegister: () => void;
  readonly onOpenCase: (id: string) => void;
}

/** The recorder's choice of no category, as `CaptureForm.category` has it. */
const NO_CATEGORY = '';
const MATTER_LABELS: Readonly<Record<RegistrableMatter, string>> = { opinion: '诉求', dispute: '纠纷', golden_idea: '金点子', policy_question: '政策咨询' };
/** What the large box is for, by kind. */
const WORDS_LABELS: Readonly<Record<RegistrableMatter, string>> = { opinion: '说了什么', dispute: '为什么事起的纠纷', golden_idea: '什么点子', policy_question: '问了什么' };

type Edit = (patch: Partial<CaptureForm>, subject?: string) => void;

export const CaptureCard = memo(function CaptureCard({ ref, form, villages, categories, fault, notice, onEdit, onRegister, onOpenCase }: Props) {
  const { subject, matter } = form;
  const moveOn = (event: KeyboardEvent<HTMLFormElement>) => { if (isPlainEnter(event)) walkOn(event, onRegister); };
  const suggested = suggestAmong(categories, form.words);
  return (
    <form ref={ref} className={styles['card']} aria-label="登记一件" data-matter={matter} onKeyDownCapture={moveOn} onSubmit={(event) => { event.preventDefault(); }}>
      <Who village={form.village} name={form.name} phone={form.phone} villages={villages} onEdit={onEdit} />
      <div className={styles['saying']}>
        <CardBox label={WORDS_LABELS[matter]} htmlFor="market-words" command="words" hint="照原话记">
          <Input.TextArea
            id="market-words" {...fieldMark('words')} className={styles['words'] ?? ''} value={form.words} maxLength={MAX_TEXT} status={fault?.field === 'words' ? 'error' : ''}
            aria-invalid={fault?.field === 'words'} aria-describedby="market-fault" onChange={({ target }) => { onEdit({ words: target.value }); }}
          />
        </CardBox>
        <SimilarCases village={form.village} words={form.words} villages={villages} onOpen={onOpenCase} />
      </div>
      <Sorting category={form.category} categories={categories} suggested={suggested} level={form.level} nature={form.nature} matter={matter} onEdit={onEdit} />
      <Kinds matter={matter} answered={form.answered} onEdit={onEdit} />
      {matter === 'dispute' && <DisputeFields parties={form.parties} disputeKind={form.disputeKind} helpers={form.helpers} result={form.result} reporter={form.name} onEdit={onEdit} />}
      {(isAnswered(form) || matter === 'policy_question') && <Answer matter={matter} answer={form.answer} wrong={fault?.field === 'answer'} onEdit={onEdit} />}
      <div className={styles['finish']}>
        <Said sentence={fault?.sentence ?? null} notice={notice} />
        <Media key={subject} subject={subject} attachments={form.attachments} onEdit={onEdit} />
        <Button {...fieldMark('register')} type="primary" size="large" htmlType="button" className={styles['register'] ?? ''} data-testid="register-case" onClick={onRegister}>登记<KeyCap keys={SHORTCUTS.register.keys} /></Button>
      </div>
    </form>
  );
});

const Who = memo(function Who({ village, name, phone, villages, onEdit }: Pick<CaptureForm, 'village' | 'name' | 'phone'> & { readonly villages: readonly Village[]; readonly onEdit: Edit }) {
  const onVillage = useCallback((text: string) => { onEdit({ village: text }); }, [onEdit]);
  return (
    <div className={styles['who']}>
      <CardBox label="村" htmlFor="market-village" command="village" {...(isOutside(villages, village) ? { hint: '名录外，记作地点' } : {})}>
        <div {...fieldMark('village')}><VillageBox id="market-village" villages={villages} value={village} onChange={onVillage} onChosen={toName} /></div>
      </CardBox>
      <CardBox label="反映人" htmlFor="market-name" hint="可不填">
        <Input id="market-name" {...fieldMark('name')} value={name} maxLength={MAX_NAME} autoComplete="off" onChange={({ target }) => { onEdit({ name: target.value }); }} />
      </CardBox>
      <CardBox label="电话" htmlFor="market-phone" hint="可不填">
        <Input id="market-phone" {...fieldMark('phone')} value={phone} maxLength={MAX_PHONE} inputMode="tel" autoComplete="off" onChange={({ target }) => { onEdit({ phone: target.value }); }} />
      </CardBox>
    </div>
  );
});

interface SortingProps extends Pick<CaptureForm, 'category' | 'level' | 'nature' | 'matter'> { readonly categories: readonly CaseCategory[]; readonly suggested: string | null; readonly onEdit: Edit }

const Sorting = memo(function Sorting({ category, categories, suggested, level, nature, matter, onEdit }: SortingProps) {
  return (
    <div className={styles['kinds']}>
      <CardBox label="类别" htmlFor="market-category" command="category"><div {...fieldMark('category')}><CategoryBox category={category} categories={categories} suggested={suggested} onEdit={onEdit} /></div></CardBox>
      {matter === 'opinion' && (
        <CardBox label="性质" htmlFor="market-nature" hint="可不填">
          <Select<CaptureForm['nature']> id="market-nature" aria-label="性质" className={styles['short'] ?? ''} allowClear value={nature} placeholder="未分" options={NATURES.map((one) => ({ value: one, label: NATURE_WORDS[one] }))} onChange={(chosen) => { onEdit({ nature: chosen ?? null }); }} />
        </CardBox>
      )}
      {/* A question of policy that is answered goes nowhere: it needs no level. */}
      {matter !== 'policy_question' && (
        <CardBox label="级别" labelId="market-level-label">
          <Radio.Group {...fieldMark('level')} aria-labelledby="market-level-label" buttonStyle="solid" optionType="button" value={level} onChange={({ target }) => { onEdit({ level: target.value as Level }); }}>
            {LEVELS.map((one) => <Radio.Button key={one} value={one}>{LEVEL_WORDS[one]}<KeyCap keys={SHORTCUTS[one].keys} /></Radio.Button>)}
          </Radio.Group>
        </CardBox>
      )}
    </div>
  );
});

const Kinds = memo(function Kinds({ matter, answered, onEdit }: Pick<CaptureForm, 'matter' | 'answered'> & { readonly onEdit: Edit }) {
  const choose = (wanted: boolean) => {
    onEdit({ answered: wanted });
    if (wanted) setTimeout(() => { focusField(cardOf('market-words'), 'answer'); });
  };
  return (
    <div className={styles['kinds']}>
      <Radio.Group aria-label="是什么事" buttonStyle="solid" optionType="button" value={matter} onChange={({ target }) => { onEdit({ matter: target.value as RegistrableMatter }); }}>
        {REGISTRABLE_MATTERS.map((one) => <Radio.Button key={one} value={one}>{MATTER_LABELS[one]}<KeyCap keys={SHORTCUTS[one].keys} /></Radio.Button>)}
      </Radio.Group>
      {matter === 'opinion' && <Checkbox className={styles['spot'] ?? ''} checked={answered} onChange={({ target }) => { choose(target.checked); }}>现场答复<KeyCap keys={SHORTCUTS.answer.keys} /></Checkbox>}
      {matter === 'golden_idea' && <span className={`${styles['spot']} ${styles['hint']}`}>写上是谁出的</span>}
      {matter === 'policy_question' && <span className={`${styles['spot']} ${styles['hint']}`}>答了就办结</span>}
    </div>
  );
});

const ANSWER_LABELS: Readonly<Record<RegistrableMatter, string>> = { opinion: '怎么答复的', dispute: '双方怎么约定的', golden_idea: '', policy_question: '怎么解答的' };

function Answer({ matter, answer, wrong, onEdit }: Pick<CaptureForm, 'matter' | 'answer'> & { readonly wrong: boolean; readonly onEdit: Edit }) {
  return (
    <Input.TextArea
      id="market-answer" {...fieldMark('answer')} className={styles['answer'] ?? ''} aria-label={ANSWER_LABELS[matter]} placeholder={matter === 'dispute' ? '双方怎么约定的（念给双方听；可让双方签名）' : ANSWER_LABELS[matter]} rows={2} value={answer} maxLength={MAX_TEXT}
      status={wrong ? 'error' : ''} aria-invalid={wrong} aria-describedby="market-fault" onChange={({ target }) => { onEdit({ answer: target.value }); }}
    />
  );
}

/** What a camera or a recorder hands over late belongs to its own card. */
const Media = memo(function Media({ subject, attachments, onEdit }: Pick<CaptureForm, 'subject' | 'attachments'> & { readonly onEdit: Edit }) {
  return <div className={styles['media']}><MediaBar compact value={attachments} onChange={(files) => { onEdit({ attachments: files }, subject); }} /></div>;
});

/** What is wrong, or else something calm; both places stand there from the beginning, so that a screen reader hears what comes into them. */
const Said = memo(function Said({ sentence, notice }: { readonly sentence: string | null; readonly notice: string }) {
  return <div className={styles['said']}><span id="market-fault" className={styles['fault']} role="alert">{sentence}</span><span role="status">{sentence === null ? notice : ''}</span></div>;
});

/** After a village was taken from the list, once the list has closed. */
function toName(): void {
  setTimeout(() => { focusField(cardOf('market-village'), 'name'); });
}

/** True for a place that the directory does not have, once it no longer looks like half a name being typed. */
function isOutside(villages: readonly Village[], text: string): boolean {
  return text.trim() !== '' && villageNamed(villages, text) === null && villagesMatching(villages, text).length === 0;
}

/** The category: what the words suggest stands in the box and is taken unless the recorder takes another. */
function CategoryBox({ category, categories, suggested, onEdit }: { readonly category: string | null; readonly categories: readonly CaseCategory[]; readonly suggested: string | null; readonly onEdit: Edit }) {
  const [typed, setTyped] = useState('');
  const options = [...categories.map(({ name }) => ({ value: name, label: name === suggested && category === null ? `${name}（建议）` : name })), { value: NO_CATEGORY, label: '先不定' }];
  return (
    <Select
      id="market-category" aria-label="类别" value={category ?? suggested} options={options} placeholder="边写边建议" style={{ width: '100%' }}
      showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: (text, option) => categories.some((one) => one.name === option?.value && meansCategory(one, text)) }}
      onChange={(chosen: string | null) => { onEdit({ category: chosen }); }}
      onSelect={() => { setTyped(''); setTimeout(() => { focusField(cardOf('market-category'), 'level'); }); }}
    />
  );
}

function cardOf(id: string): HTMLElement | null {
  return document.getElementById(id)?.closest('form') ?? null;
}

/** Enter that is neither the input method's nor part of a shortcut. */
function isPlainEnter(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.nativeEvent.isComposing && event.keyCode !== 229 && !event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey;
}

/** To the next box; on the button, registers. An open list of choices takes its Enter itself. */
function walkOn(event: KeyboardEvent<HTMLFormElement>, onRegister: () => void): void {
  const field = fieldOf(event.target);
  if (field === null || (event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true')) return;
  event.preventDefault();
  event.stopPropagation();
  const next = fieldAfter(field);
  if (next === null) onRegister();
  else focusField(event.currentTarget, next);
}
