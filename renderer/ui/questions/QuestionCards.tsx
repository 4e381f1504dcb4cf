/**
 * 我问你答: question cards to the units at the table, for every kind of activity where units are asked (`KINDS[kind].questions`). On the left the
 * question in hand, on the right what was asked so far, by unit. Works on the desk and in the dark night market; its targets are as high as the
 * theme's controls. Each half-typed card is a draft of this device (`questions:<activity>`).
 *
 * - `activity`: where it is asked; open or closed (paper sheets come late).
 * - `onSaved`: the case that a card became, once it is on disk.
 * - `onOpenCase`: a question of the list was chosen.
 * - Keys inside: Ctrl+Enter saves, Alt+1, Alt+2, Alt+3 choose the outcome.
 */
import { Alert, App, Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import type { Store } from '../../store/client.ts';
import { useStore } from '../../store/store-context.tsx';
import { newSubject } from '../new-subject.ts';
import { useAnswer } from '../use-answer.ts';
import { blankCard, parseCard, questionDraftKey, type QuestionCard } from './question-card.ts';
import { QuestionForm } from './QuestionForm.tsx';
import { QuestionList } from './QuestionList.tsx';
import styles from './questions.module.css';

interface Props {
  readonly activity: ActivityState;
  readonly onSaved?: (caseId: string) => void;
  readonly onOpenCase?: (caseId: string) => void;
}

export function QuestionCards({ activity, onSaved, onOpenCase }: Props) {
  const store = useStore();
  const { message } = App.useApp();
  const directory = useAnswer(() => store.directory(), ['directory'], []);
  const kept = useKeptCard(store, activity);
  if (directory === undefined || kept === undefined) return <Spin className={styles['waiting'] ?? ''} />;
  return (
    <div className={styles['panel']} data-testid="question-cards">
      <div className={styles['hand']}>
        {directory.units.length === 0 && <Alert type="info" showIcon title="单位名录还没有从县里传来，暂时不能记提问；可以先当诉求登记。" />}
        <QuestionForm
          activity={activity} directory={directory} initial={kept}
          onSaved={(subject, words) => { void message.success(words); onSaved?.(subject); }}
        />
      </div>
      <QuestionList activity={activity} units={directory.units} {...(onOpenCase === undefined ? {} : { onOpen: onOpenCase })} />
    </div>
  );
}

/** The card as the draft left it, or a new one. A card whose case is already in the ledger was saved in the very moment of the power cut: it is not laid out again. */
function useKeptCard(store: Store, { id, units }: ActivityState): QuestionCard | undefined {
  const [card, setCard] = useState<QuestionCard>();
  useEffect(() => {
    let gone = false;
    const lay = async (): Promise<QuestionCard> => {
      const found = parseCard((await store.drafts()).find(({ key }) => key === questionDraftKey(id))?.fields);
      if (found !== null && await store.case(found.subject) === null) return found;
      // Where one unit sits at the table, it is the one that is asked.
      return blankCard(newSubject('case'), found?.unit ?? (units.length === 1 ? units[0]?.unit ?? '' : ''));
    };
    void lay().then((laid) => { if (!gone) setCard(laid); });
    return () => { gone = true; };
  // Once: afterwards the form has the card in its hand.
  }, [store, id]); // eslint-disable-line react-hooks/exhaustive-deps
  return card;
}
