/** What the keys of the live night market do, and how they are heard. */
import { useEffect, type RefObject } from 'react';
import type { CaptureForm } from '../capture-form.ts';
import { focusField, type Field } from './fields.ts';
import { commandOf, type Command } from './shortcuts.ts';
import type { EveningDesk } from './use-evening-desk.ts';

/** The windows that a key opens. */
type Opened = 'check-in' | 'closing' | 'help' | 'questions' | 'report-back';

export interface Hands {
  readonly card: RefObject<HTMLFormElement | null>;
  readonly edit: EveningDesk['edit'];
  readonly register: () => void;
  readonly count: EveningDesk['count'];
  readonly printLast: () => void;
  readonly showLast: () => void;
  readonly matter: CaptureForm['matter'];
  readonly answered: boolean;
  readonly setOpen: (window: Opened) => void;
}

export function runCommand(command: Command, hands: Hands): void {
  const { card, edit, register, count, printLast, showLast, setOpen } = hands;
  const into = (field: Field) => () => { focusField(card.current, field); };
  const capture = (what: string) => () => { card.current?.querySelector<HTMLElement>(`[data-capture="${what}"]`)?.click(); };
  const commands: Readonly<Record<Command, () => void>> = {
    register, receipt: printLast, show_receipt: showLast,
    minor: () => { edit({ level: 'minor' }); }, common: () => { edit({ level: 'common' }); }, major: () => { edit({ level: 'major' }); },
    opinion: () => { edit({ matter: 'opinion' }); }, dispute: () => { edit({ matter: 'dispute' }); }, golden_idea: () => { edit({ matter: 'golden_idea' }); }, policy_question: () => { edit({ matter: 'policy_question' }); },
    answer: () => { answer(hands); },
    village: into('village'), words: into('words'), category: into('category'),
    file: capture('file'), camera: capture('camera'), voice: capture('voice'), sketch: capture('sketch'), signature: capture('signature'),
    citizen_more: () => { count('citizens', 1); }, citizen_fewer: () => { count('citizens', -1); }, citizen_ten_more: () => { count('citizens', 10); },
    settled_more: () => { count('settled', 1); }, idea_more: () => { count('ideas', 1); },
    attendance: () => { setOpen('check-in'); }, report_back: () => { setOpen('report-back'); }, questions: () => { setOpen('questions'); }, close: () => { setOpen('closing'); }, help: () => { setOpen('help'); },
    list: () => { document.querySelector<HTMLElement>('[data-case]')?.focus(); }, similar: () => { document.querySelector<HTMLElement>('[data-similar]')?.focus(); },
  };
  commands[command]();
}

/** Answered at the table, each kind in its way: a matter on and off, a dispute settled, a question of policy straight to its answer. */
function answer({ card, edit, matter, answered }: Hands): void {
  if (matter === 'golden_idea') return;
  const off = matter === 'opinion' && answered;
  if (matter === 'opinion') edit({ answered: !answered });
  if (matter === 'dispute') edit({ result: 'agreed' });
  setTimeout(() => { focusField(card.current, off ? 'words' : 'answer'); });
}

/** The keys of the whole screen. Windows on top take theirs themselves, those of a camera or a sketch too; an open list of choices takes its Esc. */
export function useKeys({ busy, run, onLeave }: { readonly busy: boolean; readonly run: (command: Command) => void; readonly onLeave: () => void }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (busy || event.isComposing || isWindowOpen()) return;
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea');
      const command = commandOf(event) ?? (event.key === '?' && !typing ? 'help' : null);
      if (command !== null) {
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat || command.startsWith('citizen')) run(command);
        return;
      }
      const listOpen = event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true';
      if (event.key === 'Escape' && !listOpen && document.querySelector('.ant-popover:not(.ant-popover-hidden)') === null) onLeave();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => { window.removeEventListener('keydown', onKey, { capture: true }); };
  }, [busy, run, onLeave]);
}

function isWindowOpen(): boolean {
  return [...document.querySelectorAll<HTMLElement>('[role="dialog"]')].some((one) => one.checkVisibility());
}
