/** The version of this program, as `package.json` has it; a test holds the two together. */
export const APP_VERSION = '0.2.0';
