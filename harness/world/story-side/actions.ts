import { StoryMistake, type StoryPlace, storyPlace } from "../../support/story-mistake.ts";

/** What a story began: `photographer.process(…)`. */
interface Begun {
  readonly name: string;
  readonly place: StoryPlace;
  awaited: boolean;
}

/**
 * The actions that a story has begun in its world. One whose promise nobody ever looks at is a forgotten `await`: what comes
 * after it in the story does not come after it in the world.
 */
export class Actions {
  readonly #begun = new Set<Begun>();

  /** `below`: the function that the story called. A rejection that nobody looks at is told as a forgotten `await`. */
  begin<T>(name: string, promise: Promise<T>, below: (...parameters: never[]) => unknown): Promise<T> {
    const begun: Begun = { name, place: storyPlace(below), awaited: false };
    this.#begun.add(begun);
    const action = new Action<T>((resolve, reject) => promise.then(resolve, reject));
    action.onAwait = () => {
      begun.awaited = true;
      this.#begun.delete(begun);
    };
    action.keepQuiet();
    return action;
  }

  /** The first that nobody awaited, as a mistake of the story. */
  get forgotten(): StoryMistake | undefined {
    const [first] = this.#begun;
    if (!first) return undefined;
    return new StoryMistake(`nobody awaited ${first.name}: write \`await ${first.name}\``, first.place);
  }
}

/** A promise that tells when somebody looks at it. What follows from it is an ordinary promise. */
class Action<T> extends Promise<T> {
  onAwait: (() => void) | undefined;

  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  // biome-ignore lint/suspicious/noThenProperty: a promise has it, and this one tells when it is called
  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.onAwait?.();
    return super.then(onFulfilled, onRejected);
  }

  /** Its rejection is no unhandled one: whoever forgot the `await` is told so. */
  keepQuiet(): void {
    super.then(undefined, () => {});
  }
}

/** Has the methods of a class, each of which returns a promise, begin an action of the world that `actionsOf` finds. */
export function asActions<C extends object>(
  prototype: C,
  names: readonly (keyof C & string)[],
  describe: (self: C, name: string) => { readonly actions: Actions; readonly name: string },
): void {
  for (const name of names) {
    const method = prototype[name] as (this: C, ...parameters: unknown[]) => Promise<unknown>;
    const begun = function begun(this: C, ...parameters: unknown[]): Promise<unknown> {
      const described = describe(this, name);
      return described.actions.begin(described.name, method.apply(this, parameters), begun);
    };
    Object.defineProperty(prototype, name, { value: begun, writable: true, configurable: true });
  }
}
