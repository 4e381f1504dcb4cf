/** Names found by their sound: `mqys` and `minqing` find 民情夜市点. The dictionary (300 KB) is loaded when a list first asks for it. */
import { useEffect, useState } from 'react';

export interface Sounds {
  /** True when `typed` is part of the name, or its letters are how part of it sounds: syllables or initials. */
  readonly matches: (name: string, typed: string) => boolean;
  /** The initials by which a name is typed (`hdmc` for 皇帝庙村); empty while the dictionary is not there. */
  readonly initials: (name: string) => string;
}

/** Characters only: before the dictionary is there, and when it does not load. */
const BY_CHARACTERS: Sounds = { matches: (name, typed) => name.toLowerCase().includes(typed.trim().toLowerCase()), initials: () => '' };
const MAX_INITIALS = 20;

/** Loads the dictionary; a dictionary that does not load leaves the search by characters. */
export async function loadSounds(): Promise<Sounds> {
  const loaded = await import('pinyin-pro').then((found) => found, () => null);
  if (loaded === null) return BY_CHARACTERS;
  const { match, pinyin } = loaded;
  return {
    matches: (name, typed) => BY_CHARACTERS.matches(name, typed) || (/[a-z]/i.test(typed) && match(name, typed.trim().toLowerCase(), { continuous: true, v: true }) !== null),
    initials: (name) => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, MAX_INITIALS),
  };
}

/** The same for a component: characters first, sounds as soon as they are there. */
export function useSounds(): Sounds {
  const [sounds, setSounds] = useState<Sounds>(BY_CHARACTERS);
  useEffect(() => {
    let gone = false;
    void loadSounds().then((found) => { if (!gone) setSounds(found); });
    return () => { gone = true; };
  }, []);
  return sounds;
}
