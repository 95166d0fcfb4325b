import { createHash } from 'node:crypto';
import type { Clock } from '../clock.mts';

/** A lesson takes a student so long. */
const LESSON = 30_000;

export interface Tariff {
	readonly id: number;
	readonly name: string;
	readonly isMain: boolean;
	/** In the smallest unit of the currency; null for a plan that costs nothing. */
	readonly price: number | null;
	readonly currency: string;
}

export interface Course {
	readonly id: number;
	readonly name: string;
	readonly slug: string;
	readonly hasCertificate: boolean;
	readonly lessons: readonly string[];
	/** A test after so many lessons, by name. */
	readonly tests: Readonly<Record<string, number>>;
	readonly homeworks: Readonly<Record<string, number>>;
	readonly tariffs: readonly Tariff[];
	readonly groups: readonly string[];
}

export interface Enrollment {
	readonly course: Course;
	readonly at: number;
	readonly tariff: Tariff | null;
	isPaid: boolean;
	/** Lessons that were done out of turn, by somebody at the page. */
	ahead: number;
}

export interface Student {
	readonly id: number;
	readonly uuid: string;
	readonly email: string;
	readonly firstName: string;
	readonly lastName: string;
	readonly language: string;
	readonly tagIds: readonly number[];
	readonly enrollments: Map<number, Enrollment>;
}

export interface Tag {
	readonly id: number;
	readonly name: string;
}

export const SCHOOL = { id: 71, name: 'Holm School' };

/** A school, its courses and students. How far these have come is a matter of time. */
export class CourseStore {
	readonly courses: Course[] = [];
	readonly tags: Tag[] = [];
	private readonly byId = new Map<number, Student>();
	private nextStudent = 88_101;

	constructor(private readonly clock: Clock) {}

	course(id: number): Course | undefined {
		return this.courses.find((course) => course.id === id);
	}

	student(id: number): Student | undefined {
		return this.byId.get(id);
	}

	/** The latest first. */
	all(): Student[] {
		return [...this.byId.values()].reverse();
	}

	withEmail(email: string): Student | undefined {
		return this.all().find((one) => one.email.toLowerCase() === email.toLowerCase());
	}

	add(about: Omit<Student, 'id' | 'uuid' | 'enrollments'>): Student {
		const id = this.nextStudent++;
		const uuid = createHash('md5').update(`student ${id}`).digest('hex');
		const student: Student = { ...about, id, uuid, enrollments: new Map() };
		this.byId.set(id, student);
		return student;
	}

	enroll(student: Student, course: Course, tariff: Tariff | null, at: number): Enrollment {
		const enrollment = { course, at, tariff, isPaid: tariff?.price === null, ahead: 0 };
		student.enrollments.set(course.id, enrollment);
		return enrollment;
	}

	remove(student: Student): void {
		this.byId.delete(student.id);
	}

	/** Lessons that are done by now. */
	done({ at, course, ahead }: Enrollment): number {
		const inTime = Math.floor((this.clock.now() - at) / LESSON);
		return Math.min(Math.max(inTime, 0) + ahead, course.lessons.length);
	}

	statusOf(enrollment: Enrollment): string {
		const done = this.done(enrollment);
		if (done === 0) return 'registered';
		if (done < enrollment.course.lessons.length) return 'inProgress';
		return enrollment.course.hasCertificate ? 'certificated' : 'success';
	}

	/** When a student was last there: at the end of the last lesson. */
	lastEntry(enrollment: Enrollment): number {
		const turns = Math.max(this.done(enrollment) - enrollment.ahead, 0);
		return enrollment.at + turns * LESSON;
	}
}
