import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type {
  BoxMark,
  DrawnArrow,
  DrawnBox,
  DrawnPlace,
  MachineDrawing,
  MachinePicture,
} from "../../../model/report-model.ts";
import { shortName } from "../../short-name.ts";
import type { ScenarioView } from "./scenario-view.ts";

/** With more executions their drawings are shown on demand. */
const MOST_OPEN = 3;

/** Each execution of a state machine with the path that it took. */
export function Machines({ view }: { readonly view: ScenarioView }) {
  return (
    <>
      {view.model.machines.map((picture) => (
        <Machine key={picture.execution} picture={picture} view={view} />
      ))}
    </>
  );
}

function Machine({ picture, view }: { readonly picture: MachinePicture; readonly view: ScenarioView }) {
  const { machine, execution, outcome, visits } = picture;
  const drawing = view.model.drawings[picture.drawing ?? -1];
  const [open, setOpen] = useState(view.model.machines.length <= MOST_OPEN);
  return (
    <section class="machine">
      <h2>{shortName(machine)}</h2>
      <p class="hint">
        {execution.split(":").at(-1)} · {outcome}
      </p>
      <ol class="visits" aria-label="The states that it entered">
        {visits.map(({ state, sequence }) => (
          <li key={sequence}>
            <button type="button" class="link" onClick={() => view.selectSequence(sequence)}>
              {state}
            </button>
          </li>
        ))}
      </ol>
      {drawing && (
        <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>Drawing</summary>
          {open && <Picture picture={picture} drawing={drawing} view={view} />}
        </details>
      )}
    </section>
  );
}

interface PictureProps {
  readonly picture: MachinePicture;
  readonly drawing: MachineDrawing;
  readonly view: ScenarioView;
}

function Picture({ picture, drawing, view }: PictureProps) {
  const { machine, visits, marks, taken } = picture;
  const { width, height, boxes, frames, arrows } = drawing;
  const section = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const start = boxes.find(({ kind }) => kind === "start");
    if (section.current && start) section.current.scrollLeft = start.place.x - section.current.clientWidth / 2;
  }, [boxes]);
  const firstVisit = (state: string): number | undefined => visits.find((visit) => visit.state === state)?.sequence;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section ref={section} class="picture" aria-label={`Drawing of ${shortName(machine)}`} tabIndex={0}>
      <svg
        role="img"
        aria-label={`${machine}: the states that it passed are marked; the list above names them in order`}
        viewBox={`0 0 ${Math.ceil(width)} ${Math.ceil(height)}`}
        width={Math.ceil(width)}
        height={Math.ceil(height)}
      >
        {frames.map(({ label, place }) => (
          <g key={`${label}${place.x}/${place.y}`} class="frame">
            <Rectangle place={place} corner={6} />
            <text x={place.x - place.width / 2 + 8} y={place.y - place.height / 2 + 10}>
              {label}
            </text>
          </g>
        ))}
        {arrows.map((arrow, index) => (
          <Arrow
            key={arrow.points.map(({ x, y }) => `${x},${y}`).join(" ")}
            arrow={arrow}
            taken={taken.includes(index)}
          />
        ))}
        {boxes.map((box, index) => (
          <Box
            key={`${box.place.x}/${box.place.y}`}
            box={box}
            mark={marks[index] ?? "plain"}
            onClick={() => {
              const sequence = firstVisit(box.state);
              if (box.kind === "state" && sequence !== undefined) view.selectSequence(sequence);
            }}
          />
        ))}
        {arrows.map(({ label, x, y }) =>
          label === "" ? null : (
            <text key={`${label}${x}/${y}`} class="label" x={x} y={y}>
              {label}
            </text>
          ),
        )}
      </svg>
    </section>
  );
}

interface BoxProps {
  readonly box: DrawnBox;
  readonly mark: BoxMark;
  readonly onClick: () => void;
}

function Box({ box: { kind, state, type, place }, mark, onClick }: BoxProps) {
  const classes = `box ${mark}`;
  const { x, y } = place;
  if (kind === "join") return <circle class={classes} cx={x} cy={y} r={6} />;
  if (kind !== "state") {
    return (
      <>
        <Rectangle place={place} corner={13} classes={classes} />
        <text x={x} y={y}>
          {kind === "start" ? "Start" : "End"}
        </text>
      </>
    );
  }
  const sign = mark === "failed" ? "✗ " : mark === "taken" ? "✓ " : "";
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list of states above the picture does the same by keyboard.
    <g class={mark === "plain" ? undefined : "clickable"} onClick={onClick}>
      <Rectangle place={place} corner={type === "Choice" ? 20 : 6} classes={classes} />
      <text x={x} y={y - 7}>
        {sign}
        {state}
      </text>
      <text class="type" x={x} y={y + 10}>
        {type}
      </text>
    </g>
  );
}

/** The tip is drawn by hand: a marker's colour cannot follow the theme everywhere. */
function Arrow({ arrow: { points, kind }, taken }: { readonly arrow: DrawnArrow; readonly taken: boolean }) {
  const [end, before] = [points.at(-1), points.at(-2)];
  const classes = ["arrow", ...(kind === "caught" ? ["caught"] : []), ...(taken ? ["taken"] : [])].join(" ");
  const angle = end && before ? (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI : 0;
  return (
    <g class={classes}>
      <path d={`M${points.map(({ x, y }) => `${x} ${y}`).join("L")}`} />
      {end && <path class="tip" d="M0 0L-8 -4L-8 4Z" transform={`translate(${end.x} ${end.y}) rotate(${angle})`} />}
    </g>
  );
}

interface RectangleProps {
  readonly place: DrawnPlace;
  readonly corner: number;
  readonly classes?: string;
}

function Rectangle({ place: { x, y, width, height }, corner, classes }: RectangleProps) {
  return <rect class={classes} x={x - width / 2} y={y - height / 2} width={width} height={height} rx={corner} />;
}
