import type { Resource } from '../../engine/run/catalogue';
import { course } from './course';
import { school } from './school';
import { student } from './student';
import { tag } from './tag';

/** Everything that the SendPulse Courses node can do: the table of contents. */
export const resources: readonly Resource[] = [student, course, school, tag];
