/** One case, looked at without leaving the market: the words, what is known, and a line to add to it. */
import { PrinterOutlined } from '@ant-design/icons';
import { App, Button, Drawer, Input, Spin } from 'antd';
import { memo, useEffect, useState } from 'react';
import { attachmentsIn } from '../../../../shared/attachment/attachment.ts';
import { LEVEL_WORDS, MATTER_WORDS, MEDIATION_RESULT_WORDS, NATURE_WORDS, STATUS_WORDS } from '../../../../shared/case/words.ts';
import { MAX_TEXT, type CaseBody } from '../../../../shared/case/case.ts';
import { maskPhone } from '../../../../shared/kernel/mask.ts';
import type { CaseView, Directory } from '../../../store/api.ts';
import { useStore } from '../../../store/store-context.tsx';
import { actDraftKey } from '../../../ui/act-draft-key.ts';
import { AttachmentList } from '../../../ui/attachments/AttachmentList.tsx';
import { CaseNumber } from '../../../ui/CaseNumber.tsx';
import { DeliveryMark } from '../../../ui/DeliveryMark.tsx';
import { Masked } from '../../../ui/Masked.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { useDraft } from '../../../ui/use-draft.ts';
import type { CaptureForm } from '../capture-form.ts';
import { refusalWords } from '../../../ui/refusal-words.ts';
import styles from './live.module.css';

interface Props {
  /** The case, or null when nothing is looked at. */
  readonly id: string | null;
  /** What stands on the card now: may be added to this case, with its files, instead of being registered again. */
  readonly card: Pick<CaptureForm, 'words' | 'answer' | 'attachments'> | null;
  readonly place: string;
  readonly directory: Directory;
  readonly onClose: () => void;
  readonly onReceipt: (id: string) => void;
  /** The card's words were added to this case. */
  readonly onJoined: () => void;
}

export const CasePeek = memo(function CasePeek(props: Props) {
  const { id, onClose } = props;
  return (
    <Drawer title="这一件" open={id !== null} onClose={onClose} size={560} destroyOnHidden classNames={{ close: styles['closePeek'] ?? '' }}>
      {id !== null && <Peek key={id} {...props} id={id} />}
    </Drawer>
  );
});

function Peek({ id, card, place, directory, onReceipt, onJoined }: Props & { readonly id: string }) {
  const store = useStore();
  const { message } = App.useApp();
  const [typed, setNote] = useState<string | null>(null);
  const key = actDraftKey(id, 'case.noted');
  const kept = useDraft(key);
  const before = useAnswer(() => store.drafts(), [], [])?.find((one) => one.key === key)?.fields['text'];
  const note = typed ?? (typeof before === 'string' ? before : '');
  const view = useAnswer(() => store.case(id), ['cases'], [id]);
  const [missing, setMissing] = useState(false);
  useEffect(() => { setMissing(view === null); }, [view]);
  if (missing) return <p>这一件在本机找不到了，可能还没有传到。</p>;
  if (view === undefined || view === null) return <Spin />;
  const add = async (body: CaseBody<'case.noted'>): Promise<boolean> => {
    const saved = await store.perform([{ scope: view.state.scope, subject: id, type: 'case.noted', body }]);
    if (!saved.ok) void message.error(refusalWords(saved.error));
    return saved.ok;
  };
  return (
    <div className={styles['peek']}>
      <div className={styles['peekHead']}><CaseNumber number={view.row.number} official={view.row.official} /><span>{STATUS_WORDS[view.state.status]}</span><DeliveryMark delivery={view.row.delivery} withWords /></div>
      <h3 className={styles['peekTitle']}>{view.state.title}</h3>
      <blockquote className={styles['peekWords']}>{view.state.registered.words}</blockquote>
      {view.state.registered.answeredOnSpot !== undefined && <p className={styles['peekAnswer']}>现场答复：{view.state.registered.answeredOnSpot}</p>}
      <dl className={styles['peekFacts']}>{factsOf(view, directory).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <AttachmentList scope={view.state.scope} attachments={view.state.registered.attachments ?? NO_FILES} />
      <Notes view={view} />
      <label className={styles['label']} htmlFor="peek-note">补记一句（电话、村名、又想起来的）</label>
      <Input.TextArea id="peek-note" rows={2} value={note} maxLength={MAX_TEXT} onChange={({ target }) => { setNote(target.value); kept.keep({ text: target.value }); }} />
      <div className={styles['peekActs']}>
        <Button disabled={note.trim() === ''} onClick={() => { void add({ text: note.trim() }).then((added) => { if (added) { setNote(''); void kept.drop(); } }); }}>补记</Button>
        <Button icon={<PrinterOutlined />} onClick={() => { onReceipt(id); }}>回执</Button>
        {card !== null && card.words.trim() !== '' && <Button type="primary" onClick={() => { void add(saidAgain(card, place)).then((added) => { if (added) onJoined(); }); }}>就是这件，补记上去</Button>}
      </div>
    </div>
  );
}

const NO_FILES: readonly never[] = [];

/** The card as a note of the case that it is about. */
function saidAgain({ words, answer, attachments }: NonNullable<Props['card']>, place: string): CaseBody<'case.noted'> {
  const answered = answer.trim() === '' ? '' : `（当场答：${answer.trim()}）`;
  return { text: `${place}夜市再次反映：${words.trim()}${answered}`.slice(0, MAX_TEXT), ...(attachments.length === 0 ? {} : { attachments: [...attachments] }) };
}

function Notes({ view }: { readonly view: CaseView }) {
  const notes = view.state.timeline.flatMap(({ header, body }) => (header.type === 'case.noted' && typeof body['text'] === 'string' ? [{ id: header.id, text: body['text'], files: attachmentsIn(body) }] : []));
  if (notes.length === 0) return null;
  return <ul className={styles['peekNotes']} aria-label="补记">{notes.map(({ id, text, files }) => <li key={id}>{text}<AttachmentList scope={view.state.scope} attachments={files} /></li>)}</ul>;
}

function factsOf({ row, state: { registered, category, level } }: CaseView, directory: Directory): readonly (readonly [string, React.ReactNode])[] {
  const { reporter } = registered;
  const deputies = (registered.deputies ?? []).flatMap((id) => directory.deputies.find((deputy) => deputy.id === id)?.name ?? []);
  return [
    ['村', row.villageName || registered.place || '没有填'],
    ['反映人', <Masked key="name" label="姓名" masked={row.reporterMasked} full={reporter?.name ?? ''} />],
    ['电话', reporter?.phone === undefined ? '没有填' : <Masked key="phone" label="电话" masked={maskPhone(reporter.phone)} full={reporter.phone} />],
    ['什么事', MATTER_WORDS[registered.matter]], ['类别', category ?? '没有填'], ['级别', level === null ? '没有填' : LEVEL_WORDS[level]],
    ...(registered.nature === undefined ? [] : [['性质', NATURE_WORDS[registered.nature]] as const]),
    ...mediationFacts(registered), ...promiseFacts(registered, directory),
    ...(deputies.length === 0 ? [] : [['接待代表', deputies.join('、')] as const]),
  ];
}

type Registered = CaseView['state']['registered'];
type Facts = readonly (readonly [string, React.ReactNode])[];

function mediationFacts({ mediation }: Registered): Facts {
  if (mediation === undefined) return [];
  return [['当事人', mediation.parties.join('、')], ['调解', `${mediation.kind === undefined ? '' : `${mediation.kind}，`}${MEDIATION_RESULT_WORDS[mediation.result]}`], ...(mediation.helpers === undefined ? [] : [['协助调解', mediation.helpers.join('、')] as const])];
}

function promiseFacts({ promise, source }: Registered, { units }: Directory): Facts {
  const unit = source?.askedUnit ?? promise?.unit;
  const asked = unit === undefined ? [] : [['问的单位', units.find(({ id }) => id === unit)?.name ?? '名录里没有的单位'] as const];
  return promise === undefined ? asked : [...asked, ['承诺', `${promise.text}（${promise.effectOn === undefined ? '' : `${promise.effectOn} 见成效，`}${promise.resultOn} 见结果）`]];
}
