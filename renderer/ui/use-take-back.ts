/** Taking a turn (转化) back: what came of it is looked up, the user is told what ends with it, and only then the acts are handed out. */
import { App } from 'antd';
import { conversionTakenBack } from '../../shared/conversion.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import type { Act } from '../../shared/act.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { useStore } from '../store/store-context.tsx';

/** The case or motion, its last act, and what that act turned it into. */
interface Turned { readonly id: string; readonly scope: string; readonly act: string; readonly to: string; readonly on: LocalDate }

/** Answers the acts that take the turn back in one step; null when it is refused (the user has read why) or the user thinks better of it. */
export function useTakeBack(): (turned: Turned) => Promise<readonly Act[] | null> {
  const store = useStore();
  const { modal } = App.useApp();
  return async ({ id, scope, act, to, on }) => {
    const other = (to.startsWith('suggestion:') ? await store.suggestion(to) : await store.referral(to))?.state ?? null;
    const acts = conversionTakenBack({ id, scope }, { act, other, on });
    if (!acts.ok) {
      void modal.warning({ title: '不能撤销转化', content: refusalText({ code: acts.error }), okText: '知道了' });
      return null;
    }
    if (other === null || acts.value.length === 1) return acts.value;
    const agreed = await modal.confirm({
      title: '撤销转化？', content: `这件回到转化以前；由它登记的“${other.registered.title}”同时结束，理由记为“转化已撤销”。两边的办理过程都留着。`, okText: '撤销转化', cancelText: '不撤销',
    });
    return agreed ? acts.value : null;
  };
}
