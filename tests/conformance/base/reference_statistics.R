# Computes tests/conformance/base/reference_statistics.txt with programs that are not ours: R's own tests and, for the
# intervals of ratios, its generalised linear models. Run by hand when it should change:
# Rscript reference_statistics.R > reference_statistics.txt (the table there was made with R 4.2.2).
#
# Each row: kind|input|results, numbers separated by blanks, NA for what is absent.
#   normal        z | two-sided p
#   chi_square    x, degrees | upper tail
#   wilson        x, n | low, high
#   fisher        x1, n1, x2, n2 | two-sided p
#   proportions   x1, n1, x2, n2 | z squared, p of the z test, Newcombe low, high
#   ratios        x1, n1, x2, n2 | p1/p2, low, high, odds ratio, low, high
#   holm, bh      p ... | adjusted p ...
#   table         columns, counts row by row | chi-square, degrees, p, Cramer's V, least expected count
set.seed(20260105)

row <- function(kind, input, ...) {
  text <- function(x) paste(ifelse(is.na(x), "NA", sprintf("%.15g", x)), collapse = " ")
  cat(kind, "|", text(input), "|", text(c(...)), "\n", sep = "")
}

for (z in c(0, 1e-9, 0.1, 0.5, 1, 1.7, 1.73, 1.7320508, 1.74, 1.96, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 35, 37))
  row("normal", z, 2 * pnorm(-z))

for (degrees in c(1, 2, 3, 4, 5, 7, 10, 20, 33, 100, 400, 1000))
  for (share in c(0, 0.01, 0.2, 0.7, 0.95, 1, 1.1, 1.5, 3, 8, 15))
    row("chi_square", c(signif(share * degrees, 12), degrees),
        pchisq(signif(share * degrees, 12), degrees, lower.tail = FALSE))

wilson <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int

for (n in c(1, 2, 5, 13, 148, 1e4, 1e6))
  for (x in unique(round(n * c(0, 0.003, 0.1, 0.5, 0.97, 1)))) suppressWarnings(row("wilson", c(x, n), wilson(x, n)))

fisher <- function(x1, n1, x2, n2)
  row("fisher", c(x1, n1, x2, n2), fisher.test(matrix(c(x1, n1 - x1, x2, n2 - x2), 2))$p.value)

for (i in 1:150) {
  n <- sample.int(c(6, 30, 400)[i %% 3 + 1], 2, replace = TRUE)
  x <- rbinom(2, n, c(0.02, 0.3, 0.5, 0.95)[i %% 4 + 1])
  fisher(x[1], n[1], x[2], n[2])
}
fisher(3, 1e6, 0, 1e6)
fisher(12, 1e6, 2, 3e5)
fisher(0, 20, 4e5, 1e6)
fisher(498000, 1e6, 500000, 1e6)
fisher(310, 1e6, 900, 1e6)
fisher(500000, 1e6, 500000, 1e6)
fisher(40, 60, 200000, 1e6)
fisher(100, 500, 400, 500)
fisher(520000, 1e6, 500000, 1e6)

newcombe <- function(x, n) {
  p <- x / n
  one <- wilson(x[1], n[1]); other <- wilson(x[2], n[2])
  p[1] - p[2] + c(-1, 1) * sqrt(c((p[1] - one[1])^2 + (other[2] - p[2])^2, (one[2] - p[1])^2 + (p[2] - other[1])^2))
}

# Log link: the ratio of the proportions; logit: that of the odds. Wald intervals, which are those of Katz and Woolf.
ratio <- function(x, n, link) {
  p <- x / n
  start <- binomial(link)$linkfun(p)
  model <- glm(cbind(x, n - x) ~ c(1, 0), binomial(link), start = c(start[2], start[1] - start[2]),
               control = glm.control(epsilon = 1e-14, maxit = 100))
  exp(coef(model)[2] + c(0, -1, 1) * qnorm(0.975) * sqrt(vcov(model)[2, 2]))
}

for (i in 1:40) {
  n <- sample.int(c(50, 800, 20000, 1e6)[i %% 4 + 1], 2) + 20
  x <- pmin(pmax(rbinom(2, n, c(0.05, 0.3, 0.8)[i %% 3 + 1] * c(1, 1.1)), 1), n - 1)
  test <- suppressWarnings(prop.test(x, n, correct = FALSE))
  input <- c(x[1], n[1], x[2], n[2])
  suppressWarnings(row("proportions", input, test$statistic, test$p.value, newcombe(x, n)))
  row("ratios", input, ratio(x, n, "log"), ratio(x, n, "logit"))
}

for (i in 1:20) {
  p <- round(runif(sample.int(12, 1))^sample.int(4, 1), sample(2:4, 1))
  p[runif(length(p)) < 0.15] <- NA
  row("holm", p, p.adjust(p, "holm"))
  row("bh", p, p.adjust(p, "BH"))
}

for (i in 1:40) {
  rows <- sample(2:7, 1); columns <- sample(2:6, 1)
  counts <- matrix(rpois(rows * columns, c(2, 9, 60, 5000)[i %% 4 + 1]) + 1, rows)
  if (i %% 5 == 0) counts[1, 1] <- counts[1, 1] * 3
  test <- suppressWarnings(chisq.test(counts, correct = FALSE))
  v <- sqrt(test$statistic / (sum(counts) * (min(rows, columns) - 1)))
  row("table", c(columns, t(counts)), test$statistic, test$parameter, test$p.value, v, min(test$expected))
}
