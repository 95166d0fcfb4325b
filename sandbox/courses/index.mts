import type { SandboxProduct } from '../product.mts';
import { courseOptions, type CourseOptions } from './options.mts';
import { courseViews } from './page.mts';
import { courseControlRoutes } from './routes/control.mts';
import { courseRoutes } from './routes/index.mts';
import { seedCourses } from './seed.mts';
import { CourseStore } from './store.mts';

/** What the account holds of online courses. */
interface CourseStores {
	readonly school: CourseStore;
}

declare module '../state.mts' {
	interface SandboxState extends CourseStores {}
}
declare module '../options.mts' {
	interface SandboxOptions extends CourseOptions {}
}

/** Online courses and their students. */
export const courses: SandboxProduct<CourseStores, CourseOptions> = {
	title: 'Courses',
	views: courseViews,
	options: courseOptions,
	stores: (_state, { clock }) => ({ school: new CourseStore(clock) }),
	seed: seedCourses,
	routes: courseRoutes,
	controlRoutes: courseControlRoutes,
	figures: ({ state }) => ({ students: state.school.all().length }),
};
