/** Releases of before, as `npm run freeze` kept them: what is in them, and how a test gets one. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

export const RELEASES = import.meta.dirname;

/** The county's port is a part of the device's data, so that it is the same in every release and every test. */
export const FROZEN_PORT = 47_611;

/** Cases that the county has. */
export const SENT = [
  { words: '村东头的路灯坏了半个月，晚上老人出门不方便', village: '皇帝庙村', reporter: '张大娘' },
  { words: '井水发黄，孩子洗澡起红疹', village: '大赵村', reporter: '赵小军' },
] as const;
/** Cases that were registered while the county was away. */
export const UNSENT = [
  { words: '排水沟堵了，一下雨就淹到门口', village: '皇帝庙村', reporter: '刘建国' },
  { words: '低保复审的材料交了三个月没有回音', village: '大赵村', reporter: '孙桂兰' },
] as const;
/** What was being typed when the program was closed. */
export const WRITTEN_HALF = '学校门口没有减速带，上个月已经';

/** The versions that are kept, oldest first. */
export function keptReleases(): readonly string[] {
  return readdirSync(RELEASES, { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => one.name).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** Unpacks a part of a release into `folder`: `program`, `county` (its data) or `profile` (the device's). */
export function unpack(version: string, part: 'program' | 'county' | 'profile', folder: string): string {
  execFileSync('tar', ['-xzf', path.join(RELEASES, version, `${part}.tgz`), '-C', folder]);
  return path.join(folder, part);
}
