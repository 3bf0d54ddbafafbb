"""Logistic regression with a penalty on the squares of the weights, by Newton's method."""
import numpy


def logistic_regression(answers, labels, shares, decay):
    """The weights of the answers' columns, and behind them one that is always added. `labels` are 0 or 1, `shares` what each row counts."""
    x = numpy.hstack([answers, numpy.ones((len(answers), 1))])
    weights, penalty = numpy.zeros(x.shape[1]), numpy.full(x.shape[1], decay)
    penalty[-1] = 1e-6  # what is always added is free
    for _ in range(30):
        p = 1 / (1 + numpy.exp(-x @ weights))
        hessian = (x.T * (shares * p * (1 - p))) @ x + numpy.diag(penalty)
        step = numpy.linalg.solve(hessian, x.T @ (shares * (p - labels)) + penalty * weights)
        weights -= step
        if numpy.abs(step).max() < 1e-9:
            break
    return weights
