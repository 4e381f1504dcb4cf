/** Names that the page proposes for files: cleaned of whatever could be a path, or that a file system refuses. */

const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A name that every file system takes; `民情簿` when nothing is left of it. */
export function fileName(proposed: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is removed
  const clean = proposed.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  if (clean === '') return '民情簿';
  return DEVICES.test(clean) ? `_${clean}` : clean;
}
