/** How Chinese characters are read: every reading of a character, by which a search in Latin letters finds it. */

/** The readings of single characters, without tones; none for what is no Chinese character, and none before they are loaded. */
export interface Readings {
  /** All readings of the character, such as `['chong', 'zhong']` for 重; 女 is `nv` as on the keyboard, and `nu`. */
  of(character: string): readonly string[];
  /** Loads the dictionary once; a dictionary that does not load leaves the search by characters as it is. */
  load(): Promise<void>;
}

/** Nothing is read: searches by characters only. */
export const NO_READINGS: Readings = { of: () => [], load: () => Promise.resolve() };

/** The dictionary (300 KB) is loaded when first needed, apart from the store: about 35 ms. */
export function createReadings(): Readings {
  const known = new Map<string, readonly string[]>();
  let read: ((character: string) => readonly string[]) | null = null;
  let loading: Promise<void> | null = null;
  const loadOnce = async (): Promise<void> => {
    const { pinyin } = await import('pinyin-pro');
    const options = { toneType: 'none', type: 'array', v: true } as const;
    // Surnames have readings that the list of all readings sometimes lacks.
    read = (character) => [...new Set([...pinyin(character, { ...options, multiple: true }), ...pinyin(character, { ...options, surname: 'all' })].flatMap(spellings))];
  };
  return {
    of(character) {
      const held = known.get(character);
      if (held) return held;
      if (!read || !/^\p{Script=Han}$/u.test(character)) return [];
      const found = read(character);
      known.set(character, found);
      return found;
    },
    load: () => (loading ??= loadOnce().catch(() => { loading = null; })),
  };
}

/** ü is typed as v, and by many as u. What is not letters is a character that the dictionary does not know. */
function spellings(reading: string): string[] {
  if (!/^[a-z]+$/.test(reading)) return [];
  return reading.includes('v') ? [reading, reading.replace('v', 'u')] : [reading];
}
