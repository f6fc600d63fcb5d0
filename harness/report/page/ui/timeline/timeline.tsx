import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { TimeRange } from "../../event-filter.ts";
import type { ScenarioView } from "../scenario/scenario-view.ts";
import { theme } from "../settings.ts";
import { readColours } from "./colours.ts";
import { drawAxis } from "./draw-axis.ts";
import { drawLanes } from "./draw-lanes.ts";
import { eventAt, geometryOf } from "./geometry.ts";
import { LaneName } from "./lane-name.tsx";
import { Tooltip } from "./tooltip.tsx";
import { useSurroundings } from "./use-surroundings.ts";

/** A shorter movement of the pointer is a click. */
const SHORTEST_DRAG = 4;
const AXIS_HEIGHT = 22;

interface Drag {
  readonly fromX: number;
  readonly toX: number;
}

/** Lanes over virtual time. The list of events holds the same for those who do not see it. */
export function Timeline({ view }: { readonly view: ScenarioView }) {
  const plot = useRef<HTMLElement>(null);
  const axis = useRef<HTMLCanvasElement>(null);
  const lanes = useRef<HTMLCanvasElement>(null);
  const { width, unit, scheme } = useSurroundings(plot);
  const [hover, setHover] = useState<{ readonly event: number; readonly x: number; readonly y: number }>();
  const [drag, setDrag] = useState<Drag>();
  const geometry = useMemo(() => geometryOf(view, unit), [view, unit]);
  const shown = view.shown.value;
  const lit = useMemo(() => {
    const flags = new Uint8Array(view.model.events.length);
    for (const index of shown) flags[index] = 1;
    return flags;
  }, [view, shown]);
  const colours = useMemo(
    () => (plot.current ? readColours(plot.current) : undefined),
    // The theme's colours are read anew when it changes.
    [theme.value, scheme, width],
  );
  const { from, to } = view.window.value;
  const placeAt = (x: number): number => from + (x / width) * (to - from);
  const rangeOf = ({ fromX, toX }: Drag): TimeRange => {
    const [left, right] = fromX < toX ? [fromX, toX] : [toX, fromX];
    return { fromMs: view.scale.moment(placeAt(left)), toMs: view.scale.moment(placeAt(right)) };
  };
  const axisHeight = Math.round(AXIS_HEIGHT * unit);
  const range = view.range.value;
  const selected = view.selected.value;

  useLayoutEffect(() => {
    const [above, below] = [prepare(axis.current, width, axisHeight), prepare(lanes.current, width, geometry.height)];
    if (!above || !below || !colours) return;
    drawAxis(above, { view, colours, width, height: axisHeight, unit });
    drawLanes(below, {
      view,
      geometry,
      colours,
      width,
      unit,
      lit,
      hovered: hover?.event,
      brush: drag && Math.abs(drag.toX - drag.fromX) >= SHORTEST_DRAG ? rangeOf(drag) : undefined,
      toX: (place) => ((place - from) / (to - from)) * width,
    });
  }, [view, geometry, colours, width, unit, lit, hover, drag, from, to, range, selected]);

  useEffect(() => {
    const element = plot.current;
    if (!element) return;
    // Not through JSX: the handler must be able to keep the page from scrolling.
    const onWheel = (event: WheelEvent): void => {
      const rectangle = element.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const { from, to } = view.window.value;
        view.zoom(
          Math.exp(event.deltaY / 250),
          from + ((event.clientX - rectangle.left) / rectangle.width) * (to - from),
        );
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        view.pan((event.deltaX || event.deltaY) / rectangle.width);
      }
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [view]);

  const pointAt = (event: PointerEvent): { readonly x: number; readonly y: number } => {
    const rectangle = lanes.current?.getBoundingClientRect();
    return { x: event.clientX - (rectangle?.left ?? 0), y: event.clientY - (rectangle?.top ?? 0) };
  };
  const under = ({ x, y }: { readonly x: number; readonly y: number }): number | undefined =>
    eventAt(geometry, placeAt(x), y, (4 / width) * (to - from));

  return (
    <div class="timeline">
      <div class="lane-names" style={{ paddingTop: `${axisHeight}px` }}>
        {view.model.lanes.map((lane, index) => (
          <LaneName
            key={`${lane.kind} ${lane.name}`}
            view={view}
            lane={lane}
            height={geometry.lanes[index]?.height ?? 0}
          />
        ))}
      </div>
      <section
        ref={plot}
        class="plot"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the arrow keys.
        tabIndex={0}
        aria-label="Timeline: events over virtual time, a lane for each part. Left and right move it, plus and minus bring it closer. The list of events holds the same."
        onKeyDown={(event) => {
          const share = event.key === "ArrowLeft" ? -0.15 : event.key === "ArrowRight" ? 0.15 : 0;
          if (share === 0) return;
          event.preventDefault();
          view.pan(share);
        }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          const { x } = pointAt(event);
          setDrag({ fromX: x, toX: x });
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const point = pointAt(event);
          if (drag) return setDrag({ ...drag, toX: Math.min(width, Math.max(0, point.x)) });
          const found = under(point);
          setHover(found === undefined ? undefined : { event: found, ...point });
        }}
        onPointerUp={(event) => {
          if (!drag) return;
          setDrag(undefined);
          if (Math.abs(drag.toX - drag.fromX) >= SHORTEST_DRAG) view.range.value = rangeOf(drag);
          else view.select(under(pointAt(event)));
        }}
        onPointerCancel={() => setDrag(undefined)}
        onPointerLeave={() => setHover(undefined)}
      >
        <canvas ref={axis} class="axis" />
        <canvas ref={lanes} />
        {hover && !drag && (
          <Tooltip view={view} event={hover.event} x={hover.x} y={hover.y + axisHeight} width={width} />
        )}
      </section>
    </div>
  );
}

/** Sharp on any screen; undefined before it has a size. */
function prepare(
  canvas: HTMLCanvasElement | null,
  width: number,
  height: number,
): CanvasRenderingContext2D | undefined {
  const context = canvas?.getContext("2d");
  if (!canvas || !context || width === 0) return undefined;
  const ratio = devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
