import { type Fact, type FactOf, factsOf } from "../../../scenario/facts/fact.ts";

/** The lines that the server wrote of one request, from its first to its access line. */
export interface LoggedRequest {
  readonly path: string;
  readonly lines: readonly FactOf<"log">[];
  readonly at?: string;
  readonly requestId?: string;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly job?: number;
}

/** Log lines by the request they are of, in the order of their times. The first lines of a request have no id yet. */
export function loggedRequests(facts: readonly Fact[]): readonly LoggedRequest[] {
  const lines = factsOf(facts, "log")
    .filter(({ source, at }) => source === "server" && at !== undefined)
    .toSorted((a, b) => (a.at ?? "").localeCompare(b.at ?? ""));
  const ids = [
    ...new Set(lines.flatMap(({ fields }) => (typeof fields.request_id === "string" ? [fields.request_id] : []))),
  ];
  return ids.flatMap((requestId): LoggedRequest[] => {
    const named = lines.findIndex(({ fields }) => fields.request_id === requestId);
    let begin = named;
    while (
      begin > 0 &&
      lines[begin - 1]?.fields.request_id === undefined &&
      lines[begin]?.message !== "Request received"
    )
      begin--;
    const own = lines
      .slice(begin)
      .filter(({ fields }, index) => fields.request_id === requestId || begin + index < named);
    const access = own.find(({ message }) => /^HTTP (Request|Response|Error)$/.test(message));
    const first = own[0]?.message === "Request received" ? own[0] : undefined;
    const path = textOf(access?.fields.path) ?? textOf(first?.fields.path) ?? pathOf(own);
    if (path === undefined) return [];
    const job = own.map(({ fields }) => Number(fields.job_id)).find((id) => id > 0);
    const [traceId, spanId] = [textOf(access?.fields.trace_id), textOf(access?.fields.span_id)];
    return [
      {
        path,
        lines: own,
        requestId,
        ...(first?.at !== undefined && { at: first.at }),
        ...(traceId !== undefined && { traceId }),
        ...(spanId !== undefined && { spanId }),
        ...(job !== undefined && { job }),
      },
    ];
  });
}

function pathOf(lines: readonly FactOf<"log">[]): string | undefined {
  const isOf = (part: string): boolean => lines.some(({ message }) => message.startsWith(part));
  if (isOf("service.media.callback")) return "/api/v2/listings/media/callback";
  if (isOf("service.media.complete")) return "/api/v2/listings/media/uploads/complete";
  if (isOf("service.media.process")) return "/api/v2/listings/media/uploads/process";
  return undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
