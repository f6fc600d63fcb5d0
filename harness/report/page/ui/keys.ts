import { useEffect } from "preact/hooks";
import { singleKeys } from "./settings.ts";

/** What a key does, and the words of the list of keys. */
export interface KeyCommand {
  readonly key: string;
  readonly does: string;
  readonly run: () => void;
}

const sets = new Set<readonly KeyCommand[]>();

/** The commands that hold now, those of the innermost part last. */
export function currentCommands(): readonly KeyCommand[] {
  return [...sets].flat();
}

/** Commands hold as long as the component is shown. */
export function useKeys(commands: readonly KeyCommand[]): void {
  useEffect(() => {
    sets.add(commands);
    return () => void sets.delete(commands);
  });
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (!singleKeys.value || takesText(event.target) || document.querySelector("dialog[open]")) return;
  const command = currentCommands().findLast(({ key }) => key === event.key);
  if (!command) return;
  event.preventDefault();
  command.run();
});

function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}
