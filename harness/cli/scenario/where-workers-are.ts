import { Session } from "node:inspector";
import { SourceMap, type SourceMapPayload } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { withSlashes } from "../../support/with-slashes.ts";

/** Real time: a worker answers between two turns of its loop. */
const ANSWER_LIMIT_MS = 3_000;
const attached = z.object({ sessionId: z.string() });
const received = z.object({ sessionId: z.string(), message: z.string() });
const location = z.object({ scriptId: z.string(), lineNumber: z.number(), columnNumber: z.number().optional() });
const scriptParsed = z.object({
  method: z.literal("Debugger.scriptParsed"),
  params: z.object({ scriptId: z.string(), url: z.string() }),
});
const paused = z.object({
  method: z.literal("Debugger.paused"),
  params: z.object({ callFrames: z.array(z.object({ location })) }),
});
const message = z.union([scriptParsed, paused]);

type Location = z.infer<typeof location>;

/** A line of the code that a worker runs, counted from 0, which is not that of the source. */
interface RunningAt extends Omit<Location, "scriptId"> {
  readonly path: string;
}

/** The map from the code that workers run to a file's source; undefined where there is none. */
export type SourceMapOf = (path: string) => Promise<SourceMapPayload | undefined>;

/**
 * The innermost line of a story in each worker thread that runs one right now, as `scenarios/a/b.scenario.ts:31`. A thread in a
 * loop without end answers nobody but the debugger, so that is asked (Chrome DevTools Protocol: NodeWorker, Debugger).
 */
export async function storyLinesOfWorkers(mapOf: SourceMapOf): Promise<readonly string[]> {
  const places = await Promise.all((await whereWorkersAre()).map((place) => lineOfSource(place, mapOf)));
  return [...new Set(places)];
}

async function whereWorkersAre(): Promise<readonly RunningAt[]> {
  const session = new Session();
  session.connect();
  const found: RunningAt[] = [];
  /** Files of stories by thread and script. */
  const stories = new Map<string, string>();
  const answered = Promise.withResolvers<void>();
  const ask = (sessionId: string, id: number, method: string): void => {
    session.post("NodeWorker.sendMessageToWorker", { sessionId, message: JSON.stringify({ id, method }) });
  };
  session.on("NodeWorker.attachedToWorker", ({ params }) => {
    const { sessionId } = attached.parse(params);
    ask(sessionId, 1, "Debugger.enable");
    ask(sessionId, 2, "Debugger.pause");
  });
  session.on("NodeWorker.receivedMessageFromWorker", ({ params }) => {
    const { sessionId, message: text } = received.parse(params);
    // What is none of these is news or an answer that says nothing here.
    const { data } = message.safeParse(JSON.parse(text));
    if (data?.method === "Debugger.scriptParsed" && /\.scenario\.ts(?:[?#]|$)/.test(data.params.url))
      stories.set(`${sessionId} ${data.params.scriptId}`, data.params.url);
    if (data?.method !== "Debugger.paused") return;
    for (const { location: at } of data.params.callFrames) {
      const url = stories.get(`${sessionId} ${at.scriptId}`);
      if (url === undefined) continue;
      found.push({ ...at, path: url.startsWith("file:") ? fileURLToPath(url) : url });
      answered.resolve();
      break;
    }
    // A stopped thread cannot be ended.
    ask(sessionId, 3, "Debugger.disable");
  });
  const timer = setTimeout(answered.resolve, ANSWER_LIMIT_MS);
  session.post("NodeWorker.enable", { waitForDebuggerOnStart: false });
  await answered.promise;
  clearTimeout(timer);
  session.disconnect();
  return found;
}

async function lineOfSource({ path, lineNumber, columnNumber = 0 }: RunningAt, mapOf: SourceMapOf): Promise<string> {
  const file = withSlashes(relative(PROJECT_ROOT, path));
  const payload = await mapOf(path);
  const entry = payload && new SourceMap(payload).findEntry(lineNumber, columnNumber);
  // Without a map the number would be one of the code that Vite made of the file.
  return entry && "originalLine" in entry ? `${file}:${entry.originalLine + 1}` : file;
}
