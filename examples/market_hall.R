# The sample story in R: reads the tables that join, and draws one figure: who says how many marched.
#
#   recount account examples/market-hall/reports -o tables/ --format tables
#   Rscript examples/market_hall.R tables march.png
#
# Plain R, no package. tables/columns.csv says what each column holds.

arguments <- commandArgs(trailingOnly = TRUE)
folder <- if (length(arguments) > 0) arguments[1] else "tables"
picture <- if (length(arguments) > 1) arguments[2] else "march.png"

read_table <- function(name) {
  read.csv(file.path(folder, paste0(name, ".csv")), fileEncoding = "UTF-8-BOM", encoding = "UTF-8",
           na.strings = "", stringsAsFactors = FALSE)
}

claims <- read_table("claims")
figures <- read_table("figures")
events <- read_table("events")
reports <- read_table("reports")

# Each claim with its figure, its event and its report: the ids join them.
joined <- merge(claims, figures, by = "figure", suffixes = c("", ".figure"))
joined <- merge(joined, events, by = "event", suffixes = c("", ".event"), all.x = TRUE)
joined <- merge(joined, reports, by = "report", suffixes = c("", ".report"))

march <- subset(joined, quantity == "attendance" & status == "conflict" & type == "protest")
march <- march[order(march$low, march$claim), ]
said_by <- ifelse(is.na(march$source_name), paste("the report of", ifelse(is.na(march$outlet), march$report, march$outlet)),
                  march$source_name)

# A claim is what its words allow: a point, or a line from the least to the most; an arrow where they leave the most open.
most <- max(march$high, march$low, na.rm = TRUE) * 1.1
open_end <- is.na(march$high)
row <- seq_len(nrow(march))
png(picture, width = 900, height = 120 + 40 * nrow(march), res = 110)
par(mar = c(4, 14, 3, 1))
plot(march$low, row, xlim = c(0, most), ylim = c(0.5, nrow(march) + 0.5), pch = 19, yaxt = "n", ylab = "",
     xlab = "people", main = march$title[1])
segments(march$low, row, ifelse(open_end, march$low, march$high), row, lwd = 3)
if (any(open_end)) arrows(march$low[open_end], row[open_end], most, row[open_end], length = 0.08)
axis(2, at = row, labels = said_by, las = 1, cex.axis = 0.8)
invisible(dev.off())

cat(sprintf("%s: %s says %s\n", march$title, said_by, march$text), sep = "")
