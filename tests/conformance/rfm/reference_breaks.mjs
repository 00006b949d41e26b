// Computes tests/conformance/rfm/reference_breaks.txt with a program that is not ours: `ckmeans` of simple-statistics,
// the least sum of squares by Ckmeans.1d.dp (Wang and Song 2011). Run by hand when it should change, where the package
// is installed: node reference_breaks.mjs > reference_breaks.txt (the table there was made with simple-statistics
// 7.12.1).
//
// A line: classes|values|class of each value, from 1 for the lowest. The package parts equal values where it is asked
// for more classes than there are distinct ones, so it is asked for no more. A dataset whose mirror image it breaks
// elsewhere has several partitions that are equally good, and is left out.
import { ckmeans } from 'simple-statistics';

// Numbers that are the same everywhere: the minimal standard generator.
let state = 20;
const random = below => {
  state = (state * 48271) % 2147483647;
  return state % below;
};

/** By value, so that equal ones have one class; undefined where they do not. */
function classesOf(values, classes) {
  const found = new Map();
  const clusters = ckmeans(values, Math.min(classes, new Set(values).size));
  for (const [index, cluster] of clusters.entries()) {
    for (const value of cluster) {
      if (found.has(value) && found.get(value) !== index + 1) return undefined;
      found.set(value, index + 1);
    }
  }
  return values.map(value => found.get(value));
}

function print(values, classes) {
  const wanted = classesOf(values, classes);
  const mirrored = classesOf(values.map(value => -value), classes);
  if (!wanted || !mirrored) return;
  const most = Math.max(...wanted);
  if (wanted.some((number, index) => number !== most + 1 - mirrored[index])) return;
  console.log([classes, values.join(' '), wanted.join(' ')].join('|'));
}

// The example in the manual of the R package Ckmeans.1d.dp.
print([-1, 2, -1, 2, 4, 5, 6, -1, 2, -1], 3);
for (let dataset = 0; dataset < 60; ++dataset) {
  const count = [1, 2, 3, 7, 12, 30, 60][random(7)];
  const distinct = [1, 2, 4, 9, 40, 400][random(6)];
  print(Array.from({ length: count }, () => random(distinct) * 0.25), [3, 4, 5, 10][random(4)]);
}
// As customers spend: many little, few much, and the same amount again and again.
for (const classes of [3, 4, 5, 7, 10]) {
  print(Array.from({ length: 200 }, () => Math.floor(10000 / (1 + random(97))) / 4), classes);
}
// As they were silent: whole days.
for (const classes of [3, 5, 10]) print(Array.from({ length: 200 }, () => 1 + random(90) + 30 * random(5)), classes);
