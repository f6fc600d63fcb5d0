/** Requests that stories of incidents make; others (a list, a download) leave no trace in what they tell. */
const OF_STORIES = /^\/api\/v2\/(listings\/media\/(uploads(\/process|\/complete)?|callback|approve)|auth\/signin)$/;

export const isOfStories = (path: string): boolean => OF_STORIES.test(path);
