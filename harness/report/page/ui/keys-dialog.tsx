import { useEffect, useRef } from "preact/hooks";
import { currentCommands } from "./keys.ts";
import { singleKeys } from "./settings.ts";

/** All keys of the page, and the switch that turns single keys off. */
export function KeysDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="keys-title">
      {open && <Keys onClose={onClose} />}
    </dialog>
  );
}

function Keys({ onClose }: { readonly onClose: () => void }) {
  const commands = new Map(currentCommands().map(({ key, does }) => [key, does]));
  return (
    <>
      <h2 id="keys-title">Keys</h2>
      <dl class="keys">
        {[...commands].map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>↑</kbd> <kbd>↓</kbd>
          </dt>
          <dd>in the list of events: previous, next; also Page Up, Page Down, Home, End</dd>
        </div>
      </dl>
      <h2>Shapes of the timeline</h2>
      <p>
        A bar lasts. Upon it, small bars are log lines. ◆ is a row that changed, ▲ a note, ✗ something that failed.
        Hatched is time that was skipped. Draw with the mouse to choose a stretch; Ctrl and the wheel bring it closer.
      </p>
      <label class="switch">
        <input
          type="checkbox"
          checked={singleKeys.value}
          onChange={({ currentTarget }) => {
            singleKeys.value = currentTarget.checked;
          }}
        />
        Single keys are commands
      </label>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </>
  );
}
