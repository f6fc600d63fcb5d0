import { AwsError } from "../../gateway/aws-error.ts";
import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import type { Job } from "../job.ts";
import { page } from "../page.ts";

/** Newest first unless `order` says otherwise: https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs.html */
export const listJobs = (all: () => readonly Job[], describe: (job: Job) => unknown): RestPerformance => ({
  resource: () => ({ arn: "*", label: "jobs" }),
  perform: ({ query }) => {
    const unknown = [...query.keys()].find((name) => !KNOWN.has(name));
    if (unknown !== undefined) {
      throw new AwsError("NotImplemented", `The parameter ${unknown} is not emulated.`, { status: 501 });
    }
    const [status, queue] = [query.get("status"), query.get("queue")];
    const wanted = all().filter(
      (job) =>
        (status === undefined || job.status === status) &&
        (queue === undefined || job.queue === queue || job.queue.endsWith(`:queues/${queue}`)),
    );
    const ordered = query.get("order") === "ASCENDING" ? wanted : wanted.toReversed();
    const { items, nextToken } = page(ordered, query);
    return jsonResponse(200, { jobs: items.map(describe), ...(nextToken !== undefined && { nextToken }) });
  },
});

const KNOWN: ReadonlySet<string> = new Set(["maxResults", "nextToken", "order", "queue", "status"]);
