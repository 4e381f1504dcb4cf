/** One act without effect: what stands, by whom and when; what does not, by whom and why; and the two ways out. */
import { Button, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import type { CaseEvent } from '../../../shared/case/case.ts';
import { possibleActs } from '../../../shared/case/lifecycle.ts';
import { isCaseEntryType } from '../../../shared/case/read-act.ts';
import { standsInstead } from '../../../shared/case/unsettled.ts';
import { ACT_WORDS, STATUS_WORDS } from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { ineffectiveText } from '../../../shared/refusal-text.ts';
import type { CaseView, Directory } from '../../store/api.ts';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { caseInList, useOpenAct } from '../../ui/open-act.ts';
import { useSession } from '../../ui/session-context.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import styles from './attention.module.css';
import { Side } from './Side.tsx';

const LIST = { contested: '1' };

interface Props { readonly view: CaseView; readonly failed: CaseEvent; readonly directory: Directory; readonly today: LocalDate; readonly may: boolean }

export function Conflict({ view: { state, row }, failed, directory, today, may }: Props) {
  const session = useSession();
  const { busy, refusal, perform } = usePerform();
  const openAct = useOpenAct();
  const stands = standsInstead(state, failed);
  const type = failed.header.type;
  const possible = possibleActs(state);
  const mayRedo = may && isCaseEntryType(type) && mayAppend(session.role, type) && possible.includes(type);
  const settle = () => perform({ scope: state.scope, subject: state.id, type: 'case.noted', body: { text: '以现在的为准', resolves: [failed.header.id] } });
  return (
    <li className={styles['conflict']}>
      <div className={styles['case']}>
        <CaseNumber number={row.number} official={row.official} />
        <Link to={caseInList(state.id, LIST)} className={styles['caseTitle'] ?? ''}>{state.title}</Link>
        <Typography.Text type="secondary">现在{STATUS_WORDS[state.status]}</Typography.Text>
      </div>
      <div className={styles['sides']}>
        <Side heading="现在算数的" event={stands} directory={directory} today={today} />
        <Side heading="没有生效的" event={failed} directory={directory} today={today} reason={ineffectiveText(failed.ineffective ?? '')} />
      </div>
      {may && (
        <Flex gap={8} align="center">
          <Button size="small" type="primary" ghost loading={busy} onClick={() => { void settle(); }} aria-label={`以现在的为准：${state.title}`}>以现在的为准</Button>
          {mayRedo && <Button size="small" onClick={() => { void openAct({ id: state.id, act: type, body: failed.body, list: LIST }); }} aria-label={`重做这一步：${state.title}`}>重做这一步</Button>}
          <Typography.Text type={refusal === null ? 'secondary' : 'danger'} className={styles['hint'] ?? ''}>
            {refusal ?? (mayRedo ? '重做会打开表单，原来写的都填好了；做完就不再列在这里。' : isCaseEntryType(type) ? `现在这件${STATUS_WORDS[state.status]}，不能再做“${ACT_WORDS[type]}”${possible.includes('case.reopened') ? `；要照它办，请点标题打开这件，先“${ACT_WORDS['case.reopened']}”` : ''}。` : '')}
          </Typography.Text>
        </Flex>
      )}
    </li>
  );
}
