/** 国家机关进站四步工作法 (龙安 S0): 前期调研, 面对面问政, 跟踪督导, 办理结果看民意, each with how far it is. The fourth is the year's secret appraisal. */
import { Card, Steps } from 'antd';
import { Link } from 'react-router';
import { rateWords, surveyOpinions } from '../../../shared/documents/activity-papers.ts';
import { pollResult } from '../../../shared/activity/poll.ts';
import { tallyPromises } from '../../../shared/case/promises.ts';
import { shortDay } from '../../ui/format-date.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import type { PartProps } from './activity-acts.ts';
import styles from './stations.module.css';

export function FourSteps({ activity, today }: PartProps) {
  const found = useAnswer(async (store) => {
    const [promises, activities, cases] = await Promise.all([store.promises(), store.activities(), store.cases({ filter: { activity: activity.id }, sort: 'received', descending: false, offset: 0, limit: 1 })]);
    return { promises: promises.filter(({ row }) => row.activity === activity.id).map(({ promise }) => promise), appraisals: activities.filter(({ kind, status, on }) => kind === 'appraisal' && status !== 'cancelled' && on >= activity.on), cases: cases.total };
  }, ['activities', 'cases'], [activity.id, activity.on]);
  if (found === undefined) return null;
  const { survey } = activity.preparations;
  const opinions = surveyOpinions(activity).length;
  const tally = tallyPromises(found.promises, today);
  const units = activity.units.map(({ unit }) => unit);
  const judged = found.appraisals.flatMap((one) => one.polls.filter(({ who }) => who !== undefined && units.includes(who)).map((poll) => ({ poll, appraisal: one })));
  const surveyed = survey?.done === true || opinions > 0;
  const held = activity.status === 'closed';
  const followed = tally.made > 0 && tally.open === 0;
  const status = (done: boolean, active: boolean) => (done ? 'finish' as const : active ? 'process' as const : 'wait' as const);
  const items = [
    { title: '前期调研', status: status(surveyed, !held && !surveyed), content: surveyed ? `${opinions > 0 ? `整理意见 ${String(opinions)} 条` : '已调研'}${survey?.on === undefined ? '' : `，${shortDay(survey.on, today)}转单位`}` : '没有记录' },
    { title: '面对面问政', status: status(held, activity.status === 'open'), content: `${held ? `${shortDay(activity.on, today)}办了` : '正在进行'}，登记 ${String(found.cases)} 件` },
    {
      title: '跟踪督导', status: status(followed, held && !followed && tally.made > 0),
      content: tally.made === 0 ? '没有承诺' : <Link to="/stations?tab=promises&show=all">承诺 {tally.made} 件，销号 {tally.kept} 件{tally.late > 0 ? <span className={styles['alarm']}>，逾期 {tally.late} 件</span> : null}</Link>,
    },
    {
      title: '办理结果看民意', status: status(judged.length > 0, false),
      content: judged.length === 0 ? '年终无记名测评后显示' : judged.map(({ poll, appraisal }) => <Link key={`${appraisal.id} ${poll.about}`} to={`/stations/${appraisal.id}`}>{poll.about} 满意率 {rateWords(pollResult(poll).satisfied)}</Link>),
    },
  ];
  return <Card size="small"><div role="group" aria-label="四步工作法" className={styles['steps']}><Steps size="small" responsive={false} items={items} /></div></Card>;
}
