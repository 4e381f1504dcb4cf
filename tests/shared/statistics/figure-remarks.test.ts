import { expect, it } from 'vitest';
import { readFigures } from '../../../shared/statistics/figure-import.ts';
import { figureRemarks, figureRemarkWords } from '../../../shared/statistics/figure-remarks.ts';
import rows from '../../fixtures/newspaper-figures.json' with { type: 'json' };

const figures = readFigures(JSON.stringify(rows)).figures.map((figure, at) => ({ ...figure, id: `figure:f${String(at)}`, scope: '411122' }));

it('says where a paper has more handled than collected, and only there', () => {
  expect(figureRemarks(figures).map(figureRemarkWords)).toEqual([
    '临颍县：办理群众意见建议341条（主题活动以来）多于收集民情民意210件（2024年以来）。口径不同时可以这样，照录；请核对一下原文。',
    '济源市邵原镇：解决项目消防水电物业问题43条（未注明）多于梳理问题26个（去年以来（年份未注明））。口径不同时可以这样，照录；请核对一下原文。',
  ]);
});

it('of a figure that was removed nothing is said', () => {
  expect(figureRemarks(figures.map((figure) => ({ ...figure, active: figure.key !== 'opinionsHandled' }))).map(({ place }) => place)).toEqual(['济源市邵原镇']);
});
