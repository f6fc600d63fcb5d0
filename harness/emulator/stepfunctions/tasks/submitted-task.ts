import type { Document } from "../json/document.ts";

/** What a call that waits for a job tells its Task on the way. */
export interface SubmittedTask {
  /** The service has taken the job. `abandoned` is called when the Task ends before the job: a time-out, a stop. */
  submitted(answer: Document, abandoned: () => void): void;
}
