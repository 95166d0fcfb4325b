import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { read } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { withIds } from '../../../fields/withIds';
import { courseId } from '../../fields/courseId';
import { get } from '../../product';

/** How many digits the smallest unit of a currency has: two of most, none of the yen. */
function digitsOf(currency: string): number {
	try {
		const format = new Intl.NumberFormat('en', { style: 'currency', currency });
		return format.resolvedOptions().maximumFractionDigits ?? 2;
	} catch {
		return 2;
	}
}

/** The price of the first way to pay. The API has it in the smallest unit of its currency (OpenAPI, Edu). */
function priceIn(methods: unknown): { price: number | null; currency: string | null } {
	const [first] = elementsOf(methods);
	if (!isRecord(first)) return { price: null, currency: null };
	const currency = typeof first.currency === 'string' ? first.currency : null;
	const price = Number(first.price ?? NaN);
	if (!Number.isFinite(price)) return { price: null, currency };
	return { price: price / 10 ** digitsOf(currency ?? ''), currency };
}

/** OpenAPI, Edu: GET /courses/{courseId}/tariffs. */
export const getTariffs = read({
	option: {
		name: 'Get Plans',
		value: 'getTariffs',
		action: 'Get the plans of a course',
		description: 'Get the plans (tariffs) of a course, with their prices',
	},
	fields: [courseId],
	prepare: (item) => ({ courseId: item.id('courseId') }),
	request: ({ courseId }) => get`/courses/${courseId}/tariffs`,
	output: (body) =>
		asRecords(elementsOf(body)).map((tariff) => withIds(tariff, { courseTariffId: tariff.id })),
	simplify: (record): IDataObject => {
		const { id, courseId, name, isMain, isPaid, status, countOfStudents, courseTariffId } = record;
		return {
			id,
			courseId,
			name,
			isMain,
			isPaid,
			status,
			countOfStudents,
			...priceIn(record.paymentMethodsCollection),
			courseTariffId,
		};
	},
});
