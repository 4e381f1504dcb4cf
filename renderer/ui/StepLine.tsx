/** The six steps as a line, each with the date it was last reached. */
import { Steps } from 'antd';
import { STEPS, type CaseState, type CaseStatus, type Step } from '../../shared/case/case.ts';
import { STEP_WORDS } from '../../shared/case/words.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { narrowDay } from './format-date.ts';

/** The step that is being worked on in a state; none once the case has ended. */
const CURRENT: Readonly<Record<CaseStatus, Step | null>> = { sorting: 'sort', reviewing: 'sort', following: 'handle', assigning: 'handle', handling: 'handle', evaluating: 'evaluate', closing: 'evaluate', closed: null, declined: null };

/** What stands under a step that has no date. 督办 is not part of every case. */
const UNDATED: Readonly<Record<Step, string>> = { register: '', sort: '', handle: '', reply: '', supervise: '无需', evaluate: '' };

export function StepLine({ state, today }: { readonly state: CaseState; readonly today: LocalDate }) {
  const current = CURRENT[state.status];
  const items = STEPS.map((step) => {
    const date = state.steps[step];
    const status = step === current ? 'process' as const : date !== null ? 'finish' as const : 'wait' as const;
    return { title: STEP_WORDS[step], content: date === null ? (state.closedOn === null ? ' ' : UNDATED[step] || ' ') : narrowDay(date, today), status };
  });
  return <div role="group" aria-label="六步"><Steps size="small" titlePlacement="vertical" responsive={false} current={current === null ? STEPS.length : STEPS.indexOf(current)} items={items} /></div>;
}
