/** The grade of a supervision: its word, and a colour that rises with it. */
import { Tag } from 'antd';
import type { SupervisionGrade } from '../../../shared/case/case.ts';
import { SUPERVISION_GRADE_WORDS } from '../../../shared/case/words.ts';

const COLORS: Readonly<Record<SupervisionGrade, string>> = { urge: 'default', supervise: 'processing', key_supervision: 'warning', listing: 'error', admonition_talk: 'error' };

export function GradeTag({ grade }: { readonly grade: SupervisionGrade }) {
  return <Tag color={COLORS[grade]}>{SUPERVISION_GRADE_WORDS[grade]}</Tag>;
}
