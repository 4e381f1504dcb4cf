/** What the tests say that they test: the marks (`[P7]`, `[F22]`) in their titles, by which a list of rules or faults is held against them. */
import { readdirSync, readFileSync } from 'node:fs';

/** A mark in the title of a test, and the test's file below `tests/`. */
export interface Citation { readonly mark: string; readonly file: string }

const TITLE = /\b(?:it|test|describe)(?:\.(?:each|for|skipIf|runIf)\([^]*?\)|\.concurrent|\.sequential)*\(\s*(['"`])(.*?)\1/g;

/** Every mark of the form `[<letter><number>]` in the title of any test. */
export function citations(letter: string): readonly Citation[] {
  const tests = new URL('./', import.meta.url);
  const files = readdirSync(tests, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/')).filter((file) => /\.test\.tsx?$/.test(file));
  const mark = new RegExp(`\\[(${letter}\\d+)\\]`, 'g');
  return files.flatMap((file) => [...readFileSync(new URL(file, tests), 'utf8').matchAll(TITLE)]
    .flatMap(([, , title = '']) => [...title.matchAll(mark)].map(([, cited = '']) => ({ mark: cited, file }))));
}
