/** Vite collects them. */
declare module "*.css";
