/** A folder with stories of the user's own. */
export interface StoryFolder {
  /** What their ids begin with, without the slash. */
  readonly prefix: string;
  /** Absolute. */
  readonly directory: string;
}
