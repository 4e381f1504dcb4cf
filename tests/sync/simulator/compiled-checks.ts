/**
 * Loaded before everything else in a long run (`--import`): whoever asks for `typebox/value` gets `compiled-value.ts`, which checks with
 * TypeBox's own compiled form of the very same schemas. More than half of a schedule's time is otherwise spent in interpreting schemas,
 * which no schedule is about. The slice in `npm test` runs the interpreted checks as they are shipped, and compares the two.
 */
import { registerHooks } from 'node:module';

const COMPILED = new URL('./compiled-value.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    return specifier === 'typebox/value' && context.parentURL !== COMPILED ? { url: COMPILED, shortCircuit: true } : next(specifier, context);
  },
});
